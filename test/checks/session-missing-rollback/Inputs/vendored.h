// A library's header that stands among the program's own, so that the bodies
// in it are visible.
#pragma once

namespace soci {
class session {
public:
  session();
  ~session() { close(); }
  void begin();
  void commit();
  void rollback();
  void close();
};
class transaction {
public:
  explicit transaction(session &s) : handled(false), sql(s) { sql.begin(); }
  ~transaction() {
    if (!handled) {
      try {
        rollback();
      } catch (...) {
      }
    }
  }
  void commit();
  void rollback();

private:
  bool handled;
  session &sql;
};
} // namespace soci
