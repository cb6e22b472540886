// FLAGS: -std=c++20
// Coroutines: only stretches without suspension are judged; at worst silent.
#include <coroutine>
#include <exception>
#include <sqlite3.h>
#include <stdexcept>

struct Task {
  struct promise_type {
    int value = 0;
    Task get_return_object() { return Task{std::coroutine_handle<promise_type>::from_promise(*this)}; }
    std::suspend_always initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    void return_value(int v) noexcept { value = v; }
    std::suspend_always yield_value(int v) noexcept {
      value = v;
      return {};
    }
    void unhandled_exception() { std::terminate(); }
  };
  std::coroutine_handle<promise_type> handle;
  bool await_ready() const noexcept { return false; }
  void await_suspend(std::coroutine_handle<>) const noexcept {}
  int await_resume() const { return handle.promise().value; }
};

Task other();

Task across_suspension_ok(const char *file) {
  sqlite3 *db = nullptr;
  sqlite3_open(file, &db);
  int n = co_await other();
  n += sqlite3_changes(db);
  sqlite3_close(db);
  co_return n;
}

Task generator_ok(const char *file) {
  sqlite3 *db = nullptr;
  int rc = sqlite3_open(file, &db);
  for (int i = 0; i < 3; ++i)
    co_yield sqlite3_changes(db);
  sqlite3_close(db);
  co_return rc;
}

Task loop_ok(const char *file) {
  for (;;) {
    sqlite3 *db = nullptr;
    if (sqlite3_open(file, &db) != SQLITE_OK) {
      sqlite3_close(db);
      co_return -1;
    }
    co_await other();
    sqlite3_close(db);
  }
}

Task guarded_ok(const char *file) {
  struct Owner {
    sqlite3 *db = nullptr;
    ~Owner() { sqlite3_close(db); }
  } owner;
  try {
    sqlite3_open(file, &owner.db);
    if (co_await other())
      throw std::runtime_error("other");
  } catch (const std::exception &) {
    co_return -1;
  }
  co_return 0;
}

[[maybe_unused]] auto lambda_ok = [](const char *file) -> Task {
  sqlite3 *db = nullptr;
  sqlite3_open(file, &db);
  co_await other();
  sqlite3_close(db);
  co_return 0;
};

// Runs when it is resumed, not when it is called.
static Task closes_later(sqlite3 *db) {
  sqlite3_close(db);
  co_return 0;
}
int calls_coroutine_ok(const char *file) {
  sqlite3 *db = nullptr;
  sqlite3_open(file, &db);
  Task task = closes_later(db);
  return sqlite3_changes(db);
}

// What it throws goes to its promise.
static Task throws_later(int n) {
  if (n > 3)
    throw std::runtime_error("n");
  co_return n;
}
int calls_thrower_ok(const char *file) {
  sqlite3 *db = nullptr;
  sqlite3_open(file, &db);
  Task task = throws_later(1);
  sqlite3_close(db);
  return 0;
}

// A plain function in the same file is judged as ever.
int plain_bad(const char *file) {
  sqlite3 *db = nullptr;
  if (sqlite3_open(file, &db) != SQLITE_OK)
    return -1; // expect: session-leak
  sqlite3_close(db);
  return 0;
}
