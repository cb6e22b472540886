// Objects that a static keeps for good: handing them out opens nothing.
#include <sqlite3.h>

class Store {
public:
  Store() { sqlite3_open("store", &Db); }
  ~Store() { sqlite3_close(Db); }
  Store(const Store &) = delete;
  static Store *instance() {
    static Store *only = new Store; // expect: session-shared-across-functions
    return only;
  }
  static Store &reference() {
    static Store only;
    return only;
  }
  void run() { sqlite3_exec(Db, "SELECT 1", nullptr, nullptr, nullptr); }

private:
  sqlite3 *Db = nullptr;
};

void asksForIt_ok() { Store::instance()->run(); }
void asksForReference_ok() { Store::reference().run(); }
void asksTwice_ok() {
  Store::instance()->run();
  Store::instance()->run();
}

Store *made() { return new Store; }

void makesIt_bad() { made()->run(); } // expect: session-leak discarded
