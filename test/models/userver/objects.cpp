// FLAGS: -isystem %S/../Inputs/mirrors
// userver: a transaction is a lease that rolls back when it goes.
#include <userver/storages/postgres/cluster.hpp>

using namespace storages::postgres;
int step(int);

void transfer_ok(Cluster &cluster) {
  auto transaction = cluster.Begin(ClusterHostType::kMaster, TransactionOptions{});
  transaction.Execute("DELETE FROM shop");
  transaction.Commit();
}

bool early_ok(const ClusterPtr &cluster, bool dry) {
  auto transaction = cluster->Begin(TransactionOptions{});
  transaction.Execute("DELETE FROM shop");
  if (dry)
    return false;
  transaction.Commit();
  return true;
}

void used_after_commit_bad(Cluster &cluster) {
  auto transaction = cluster.Begin(TransactionOptions{});
  transaction.Execute("DELETE FROM shop");
  transaction.Commit();
  transaction.Execute("SELECT 1"); // expect: session-use-after-close 'transaction' is used by
}

void rolled_back_ok(Cluster &cluster) {
  auto transaction = cluster.Begin(TransactionOptions{});
  transaction.Execute("DELETE FROM shop");
  if (step(1))
    transaction.Rollback();
  else
    transaction.Commit();
}
