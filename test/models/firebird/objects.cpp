// Firebird's object-oriented API: what works ends an interface, release ends it
// in any case.
#include <firebird/Interface.h>

using namespace Firebird;
int step(int) noexcept;

int attach_bad(IProvider *provider, CheckStatusWrapper *status) {
  IAttachment *att = provider->attachDatabase(status, "employee", 0, nullptr);
  if (!att)
    return -1;
  if (step(1))
    return -1; // expect: session-leak 'att' is not closed on the return
  att->detach(status);
  return 0;
}

int attach_ok(IProvider *provider, CheckStatusWrapper *status) {
  IAttachment *att = provider->attachDatabase(status, "employee", 0, nullptr);
  if (!att)
    return -1;
  att->detach(status);
  if (status->getState() & IStatus::STATE_ERRORS)
    att->release();
  return 0;
}

int transfer_bad(IAttachment *att, CheckStatusWrapper *status, const char *sql) {
  ITransaction *tra = att->startTransaction(status, 0, nullptr);
  if (!tra)
    return -1;
  att->execute(status, tra, 0, sql, 3, nullptr, nullptr, nullptr, nullptr);
  if (status->getState() & IStatus::STATE_ERRORS)
    return -1; // expect: session-missing-rollback the transaction 'tra' stays open on the return
  tra->commit(status);
  return 0;
}

int transfer_ok(IAttachment *att, CheckStatusWrapper *status, const char *sql) {
  ITransaction *tra = att->startTransaction(status, 0, nullptr);
  if (!tra)
    return -1;
  att->execute(status, tra, 0, sql, 3, nullptr, nullptr, nullptr, nullptr);
  if (status->getState() & IStatus::STATE_ERRORS) {
    tra->rollback(status);
    return -1;
  }
  tra->commit(status);
  return 0;
}

// The pattern of the library's own examples.
int example_ok(IProvider *provider, IStatus *raw) {
  ThrowStatusWrapper status(raw);
  IAttachment *att = nullptr;
  ITransaction *tra = nullptr;
  int rc = 0;
  try {
    att = provider->attachDatabase(&status, "employee", 0, nullptr);
    tra = att->startTransaction(&status, 0, nullptr);
    att->execute(&status, tra, 0, "DELETE FROM shop", 3, nullptr, nullptr, nullptr, nullptr);
    tra->commit(&status);
    tra = nullptr;
    att->detach(&status);
    att = nullptr;
  } catch (const FbException &) {
    rc = 1;
  }
  if (tra)
    tra->release();
  if (att)
    att->release();
  return rc;
}

// A status that throws.
void thrown_FN(IAttachment *att, ThrowStatusWrapper *status, const char *sql) {
  ITransaction *tra = att->startTransaction(status, 0, nullptr);
  att->execute(status, tra, 0, sql, 3, nullptr, nullptr, nullptr, nullptr);
  tra->commit(status);
}

int statement_bad(IAttachment *att, ITransaction *tra, CheckStatusWrapper *status, const char *sql) {
  IStatement *stmt = att->prepare(status, tra, 0, sql, 3, 0);
  if (!stmt)
    return -1;
  stmt->execute(status, tra, nullptr, nullptr, nullptr, nullptr);
  if (status->getState() & IStatus::STATE_ERRORS)
    return -1; // expect: session-statement-leak 'stmt' is not ended on the return
  stmt->free(status);
  return 0;
}

void committed_bad(ITransaction *tra, CheckStatusWrapper *status) {
  tra->commit(status);
  tra->rollbackRetaining(status); // expect: session-use-after-close 'tra' is used by
}
