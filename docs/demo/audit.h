// A log of what was imported, in an SQLite file.
#ifndef AUDIT_H
#define AUDIT_H

#include <memory>
#include <sqlite3.h>
#include <string>

class AuditLog {
public:
  explicit AuditLog(const std::string &Path);
  ~AuditLog() { sqlite3_close(Db); }
  AuditLog(const AuditLog &) = delete;
  AuditLog &operator=(const AuditLog &) = delete;
  void write(const std::string &Text);

private:
  sqlite3 *Db = nullptr;
};

class AuditLog_fixed {
public:
  explicit AuditLog_fixed(const std::string &Path);
  void write(const std::string &Text);

private:
  struct Close {
    void operator()(sqlite3 *Db) const { sqlite3_close(Db); }
  };
  std::unique_ptr<sqlite3, Close> Db;
};

#endif
