// The begin's result is tested in ways that nobody here understands: where the
// test fails there is no transaction.
#include <hiredis/hiredis.h>
#include <memory>
#include <SQLiteCpp/SQLiteCpp.h>

struct Free {
  void operator()(redisReply *r) const { freeReplyObject(r); }
};
using Reply = std::unique_ptr<redisReply, Free>;

static Reply call(redisContext *c, const char *text) {
  return Reply(static_cast<redisReply *>(redisCommand(c, text)));
}
static bool good(const Reply &r) {
  return r && r->type != REDIS_REPLY_ERROR;
}
bool refuse(int) noexcept;

bool transfer_ok(redisContext *c, int from) {
  if (!good(call(c, "MULTI")))
    return false;
  if (refuse(from)) {
    call(c, "DISCARD");
    return false;
  }
  return good(call(c, "EXEC"));
}

bool named_ok(redisContext *c, int from) {
  Reply begun = call(c, "MULTI");
  if (!good(begun))
    return false;
  if (refuse(from)) {
    call(c, "DISCARD");
    return false;
  }
  call(c, "EXEC");
  return true;
}

bool transfer_bad(redisContext *c, int from, int to) {
  if (!good(call(c, "MULTI")))
    return false;
  if (refuse(from))
    return false; // expect: session-missing-rollback the transaction on 'c' stays open on the return at line 46
  if (refuse(to)) {
    call(c, "DISCARD");
    return false;
  }
  return good(call(c, "EXEC"));
}

extern const int Good;

bool code_ok(SQLite::Database &db, int from) {
  if (db.tryExec("BEGIN") != Good)
    return false;
  if (refuse(from)) {
    db.tryExec("ROLLBACK");
    return false;
  }
  db.tryExec("COMMIT");
  return true;
}

int code_bad(SQLite::Database &db, int from, int to) {
  if (db.tryExec("BEGIN") != Good)
    return -1;
  if (refuse(from))
    return -2; // expect: session-missing-rollback
  if (refuse(to)) {
    db.tryExec("ROLLBACK");
    return -3;
  }
  db.tryExec("COMMIT");
  return 0;
}

/* The other way round. */
bool code_inside_ok(SQLite::Database &db, int from) {
  if (db.tryExec("BEGIN") == Good) {
    if (refuse(from)) {
      db.tryExec("ROLLBACK");
      return false;
    }
    db.tryExec("COMMIT");
    return true;
  }
  return false;
}
