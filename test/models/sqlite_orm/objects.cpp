// FLAGS: -isystem %S/../Inputs/mirrors
// sqlite_orm: guards, and transactions begun without one.
#include <sqlite_orm/sqlite_orm.h>
#include <string>

struct Order {
  int id;
};
using Storage = sqlite_orm::internal::storage_t<Order>;
int step(int);

void transfer_ok(Storage &storage, const Order &order) {
  auto guard = storage.transaction_guard();
  storage.replace(order);
  guard.commit();
}

bool early_ok(Storage &storage, bool dry) {
  auto guard = storage.immediate_transaction_guard();
  if (dry)
    return false;
  guard.commit();
  return true;
}

void bare_bad(Storage &storage, const Order &order) {
  storage.begin_transaction();
  storage.replace(order); // expect: session-missing-rollback the transaction on 'storage' stays open when
  storage.commit();
}

void bare_ok(Storage &storage, const Order &order) {
  storage.begin_transaction();
  try {
    storage.replace(order);
    storage.commit();
  } catch (...) {
    storage.rollback();
    throw;
  }
}

bool callback_ok(Storage &storage, const Order &order) {
  return storage.transaction([&] {
    storage.replace(order);
    return true;
  });
}

void local_ok(const std::string &path, const Order &order) {
  auto storage = sqlite_orm::make_storage(path, order);
  storage.begin_transaction();
  storage.replace(order);
  storage.commit();
}

// The commit failed, and the guard has forgotten it.
bool commit_failed_FN(Storage &storage) {
  auto guard = storage.transaction_guard();
  storage.replace(Order{1});
  try {
    guard.commit();
  } catch (const std::system_error &) {
    return false;
  }
  return true;
}
