// FLAGS: -std=c++17
// CONFIG: {CheckOptions: {session-held-too-long.Enabled: 'true'}}
#include <Poco/Data/Session.h>
#include <Poco/Data/SessionPool.h>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <pqxx/pqxx>
#include <thread>

void lease_bad(Poco::Data::SessionPool &pool) {
  Poco::Data::Session session = pool.get();
  std::this_thread::sleep_for(std::chrono::seconds(1)); // expect: session-held-too-long 'session' is kept from its pool while 'sleep_for' waits for something else; give it back before, or take it after
}
void lease_ok(Poco::Data::SessionPool &pool) {
  { Poco::Data::Session session = pool.get(); }
  std::this_thread::sleep_for(std::chrono::seconds(1));
}
void joined_bad(const std::string &info) {
  pqxx::connection conn(info);
  std::thread worker([] {});
  worker.join(); // expect: session-held-too-long 'conn' stays open while 'thread::join' waits for something else
}
void joined_ok(const std::string &info) {
  std::thread worker([] {});
  worker.join();
  pqxx::connection conn(info);
  pqxx::work(conn).exec("SELECT 1");
}
void condition_bad(pqxx::connection &conn, std::condition_variable &ready, std::mutex &mutex) {
  pqxx::work tx(conn);
  std::unique_lock<std::mutex> lock(mutex);
  ready.wait(lock); // expect: session-held-too-long the transaction on 'conn' stays open while 'condition_variable::wait' waits
  tx.commit();
}
void condition_ok(pqxx::connection &conn, std::condition_variable &ready, std::mutex &mutex) {
  std::unique_lock<std::mutex> lock(mutex);
  ready.wait(lock);
  pqxx::work tx(conn);
  tx.commit();
}
