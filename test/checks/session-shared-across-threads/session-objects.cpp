// FLAGS: -std=c++17
// Sessions and transactions that are objects of their library.
#include <memory>
#include <mutex>
#include <pqxx/pqxx>
#include <string>
#include <thread>

void two_threads_bad(const std::string &info) {
  pqxx::connection conn(info);
  std::thread first([&conn] { pqxx::work(conn).exec("SELECT 1"); }); // expect: session-shared-across-threads the thread that starts here uses 'conn' while another one does
  std::thread second([&conn] { pqxx::work(conn).exec("SELECT 2"); });
  first.join();
  second.join();
}
static void ping(pqxx::connection &conn) { pqxx::nontransaction(conn).exec("SELECT 1"); }
void by_reference_bad(const std::string &info) {
  pqxx::connection conn(info);
  std::thread worker(ping, std::ref(conn)); // expect: session-shared-across-threads
  ping(conn);
  worker.join();
}
void shared_bad(const std::string &info) {
  auto conn = std::make_shared<pqxx::connection>(info);
  std::thread worker([conn] { ping(*conn); }); // expect: session-shared-across-threads
  ping(*conn);
  worker.join();
}
void transaction_bad(const std::string &info) {
  pqxx::connection conn(info);
  pqxx::work tx(conn);
  std::thread worker([&tx] { tx.exec("SELECT 1"); }); // expect: session-shared-across-threads the thread that starts here uses 'tx' while 'transaction_bad' may use it too
  tx.exec("SELECT 2");
  worker.join();
  tx.commit();
}

void one_each_ok(const std::string &info) {
  auto body = [info] {
    pqxx::connection conn(info);
    ping(conn);
  };
  std::thread first(body), second(body);
  first.join();
  second.join();
}
void joined_ok(const std::string &info) {
  pqxx::connection conn(info);
  std::thread worker([&conn] { ping(conn); });
  worker.join();
  ping(conn);
}
void moved_ok(const std::string &info) {
  auto conn = std::make_unique<pqxx::connection>(info);
  std::thread worker([conn = std::move(conn)] { ping(*conn); });
  worker.join();
}
static void take(std::unique_ptr<pqxx::connection> conn) { ping(*conn); }
void moved_as_argument_ok(const std::string &info) {
  auto conn = std::make_unique<pqxx::connection>(info);
  std::thread worker(take, std::move(conn));
  worker.join();
}
void locked_ok(const std::string &info) {
  pqxx::connection conn(info);
  std::mutex mutex;
  auto body = [&] {
    std::lock_guard<std::mutex> hold(mutex);
    ping(conn);
  };
  std::thread first(body), second(body);
  first.join();
  second.join();
}
