#include "audit.h"
#include <stdexcept>

static void append(sqlite3 *Db, const std::string &Text) {
  sqlite3_stmt *Stmt = nullptr;
  sqlite3_prepare_v2(Db, "INSERT INTO audit VALUES (?)", -1, &Stmt, nullptr);
  sqlite3_bind_text(Stmt, 1, Text.c_str(), -1, SQLITE_TRANSIENT);
  sqlite3_step(Stmt);
  sqlite3_finalize(Stmt);
}

// A constructor that throws never sees its destructor run.
AuditLog::AuditLog(const std::string &Path) {
  if (sqlite3_open(Path.c_str(), &Db) != SQLITE_OK)
    throw std::runtime_error("audit: cannot open " + Path);
}

void AuditLog::write(const std::string &Text) { append(Db, Text); }

AuditLog_fixed::AuditLog_fixed(const std::string &Path) {
  sqlite3 *Raw = nullptr;
  int Code = sqlite3_open(Path.c_str(), &Raw);
  Db.reset(Raw);
  if (Code != SQLITE_OK)
    throw std::runtime_error("audit: cannot open " + Path);
}

void AuditLog_fixed::write(const std::string &Text) { append(Db.get(), Text); }
