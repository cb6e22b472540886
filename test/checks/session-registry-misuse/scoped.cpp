// FLAGS: -std=c++17
// Scoped sessions in C++: a thread_local value behind a class.
#include <functional>
#include <memory>
#include <pqxx/pqxx>
#include <string>
#include <thread>

class Sessions {
public:
  static pqxx::connection &current() {
    if (!session_)
      session_ = std::make_unique<pqxx::connection>(info_);
    return *session_;
  }
  static pqxx::connection &current(const std::string &info) {
    if (!session_)
      session_ = std::make_unique<pqxx::connection>(info);
    return *session_;
  }
  static bool has() { return session_ != nullptr; }
  static void configure(const std::string &info) { info_ = info; }
  static void remove() { session_.reset(); }

private:
  static thread_local std::unique_ptr<pqxx::connection> session_;
  static std::string info_;
};
thread_local std::unique_ptr<pqxx::connection> Sessions::session_;
std::string Sessions::info_;

void late_bad(const std::string &info) {
  pqxx::work(Sessions::current()).exec("SELECT 1");
  Sessions::configure(info); // expect: session-registry-misuse 'Sessions::configure' sets up what 'Sessions::session_' is opened with
}
void early_ok(const std::string &info) {
  Sessions::configure(info);
  pqxx::work(Sessions::current()).exec("SELECT 1");
}
void late_after_remove_ok(const std::string &info) {
  pqxx::work(Sessions::current()).exec("SELECT 1");
  Sessions::remove();
  Sessions::configure(info);
}

void in_vain_bad(const std::string &info) {
  pqxx::work(Sessions::current()).exec("SELECT 1");
  pqxx::work(Sessions::current(info)).exec("SELECT 2"); // expect: session-registry-misuse 'Sessions::current' is given arguments, but 'Sessions::session_' is open already and they are not read
}
void always_with_arguments_ok(const std::string &info) {
  pqxx::work(Sessions::current(info)).exec("SELECT 1");
  pqxx::work(Sessions::current(info)).exec("SELECT 2");
}
void after_remove_ok(const std::string &info) {
  pqxx::work(Sessions::current()).exec("SELECT 1");
  Sessions::remove();
  pqxx::work(Sessions::current(info)).exec("SELECT 2");
}
void asked_first_ok(const std::string &info) {
  if (!Sessions::has())
    pqxx::work(Sessions::current(info)).exec("SELECT 1");
  pqxx::work(Sessions::current()).exec("SELECT 2");
}

// --- Units of work. ---

void post(std::function<void()> work);

struct Scope {
  ~Scope() { Sessions::remove(); }
};

void units() {
  post([] {
    Scope scope;
    pqxx::work(Sessions::current()).exec("SELECT 1");
  });
  post([] {
    pqxx::work(Sessions::current()).exec("SELECT 2"); // expect: session-registry-misuse
  });
  // Its session goes when the thread does.
  std::thread own([] { pqxx::work(Sessions::current()).exec("SELECT 3"); });
  own.join();
}

// --- A thread_local that is no registry: one function has it to itself. ---

void own_ok(const std::string &info) {
  thread_local std::unique_ptr<pqxx::connection> mine;
  if (!mine)
    mine = std::make_unique<pqxx::connection>(info);
  pqxx::work(*mine).exec("SELECT 1");
}
