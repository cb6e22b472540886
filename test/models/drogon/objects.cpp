// FLAGS: -isystem %S/../Inputs/mirrors
// Drogon: a transaction commits when its last pointer goes.
#include <drogon/orm/DbClient.h>

using namespace drogon::orm;
int step(int);

void transfer_ok(const DbClientPtr &client) {
  auto transaction = client->newTransaction();
  try {
    transaction->execSqlSync("DELETE FROM shop");
  } catch (const DrogonDbException &) {
    transaction->rollback();
    throw;
  }
}

// Returning for an error commits what is half done.
bool early_return_FN(const DbClientPtr &client, int id) {
  auto transaction = client->newTransaction();
  transaction->execSqlSync("DELETE FROM shop");
  if (step(id) < 0)
    return false;
  transaction->execSqlSync("DELETE FROM orders");
  return true;
}

// Any of the pool's connections runs it.
void text_on_a_pool_FN(const DbClientPtr &client) {
  client->execSqlSync("BEGIN");
  client->execSqlSync("DELETE FROM shop");
  client->execSqlSync("COMMIT");
}
