// FLAGS: -std=c++17 -isystem /usr/include/postgresql
// Raw handles in a container that is a local variable: it ends none of them.
#include <algorithm>
#include <deque>
#include <functional>
#include <libpq-fe.h>
#include <sqlite3.h>
#include <string>
#include <vector>

void close_all(std::vector<PGconn *> &conns);
static void finish_each(const std::vector<PGconn *> &conns) {
  for (PGconn *conn : conns)
    PQfinish(conn);
}

int gathered_bad(const std::vector<std::string> &servers) {
  std::vector<PGconn *> conns;
  for (const std::string &server : servers)
    conns.push_back(PQconnectdb(server.c_str()));
  return 0; // expect: session-leak not closed on the return
}
int one_bad(const char *info) {
  std::vector<PGconn *> conns;
  PGconn *conn = PQconnectdb(info);
  conns.push_back(conn);
  return 1; // expect: session-leak 'conn' is not closed on the return
}
int early_bad(const std::vector<std::string> &servers, bool quick) {
  std::vector<PGconn *> conns;
  for (const std::string &server : servers) {
    PGconn *conn = PQconnectdb(server.c_str());
    conns.push_back(conn);
  }
  if (quick)
    return 0; // expect: session-leak 'conn' is not closed on the return
  for (PGconn *conn : conns)
    PQfinish(conn);
  return 1;
}
int failed_open_bad(const std::vector<std::string> &files) {
  std::vector<sqlite3 *> open;
  for (const std::string &file : files) {
    sqlite3 *db = nullptr;
    if (sqlite3_open(file.c_str(), &db) != SQLITE_OK) {
      sqlite3_close(db);
      return -1; // expect: session-leak 'db' is not closed on the return
    }
    open.push_back(db);
  }
  for (sqlite3 *db : open)
    sqlite3_close(db);
  return 0;
}
int failed_open_ok(const std::vector<std::string> &files) {
  std::vector<sqlite3 *> open;
  int rc = SQLITE_OK;
  for (const std::string &file : files) {
    sqlite3 *db = nullptr;
    rc = sqlite3_open(file.c_str(), &db);
    open.push_back(db);
    if (rc != SQLITE_OK)
      break;
  }
  for (sqlite3 *db : open)
    sqlite3_close(db);
  return rc;
}
void cleared_bad(const char *info) {
  std::vector<PGconn *> conns;
  PGconn *conn = PQconnectdb(info);
  conns.push_back(conn);
  conns.clear();
} // expect: session-leak 'conn' is not closed when 'cleared_bad' ends
void last_one_bad(const char *info) {
  std::vector<PGconn *> conns;
  conns.push_back(PQconnectdb(info));
  conns.clear(); // expect: session-leak is overwritten while it is still open
}
void cleared_ok(const char *info) {
  std::vector<PGconn *> conns;
  conns.push_back(PQconnectdb(info));
  std::for_each(conns.begin(), conns.end(), PQfinish);
  conns.clear();
}
void indexed_ok(const char *info, int n) {
  std::vector<PGconn *> conns;
  for (int i = 0; i < n; ++i)
    conns.push_back(PQconnectdb(info));
  for (size_t i = 0; i < conns.size(); ++i)
    PQfinish(conns[i]);
}
void counted_ok(const char *info) {
  std::vector<PGconn *> conns;
  conns.reserve(4);
  for (int i = 0; i < 4; ++i)
    conns.push_back(PQconnectdb(info));
  for (int i = 0; i < 4; ++i)
    PQfinish(conns[i]);
}
void popped_ok(const char *info) {
  std::deque<PGconn *> conns;
  conns.push_back(PQconnectdb(info));
  while (!conns.empty()) {
    PQfinish(conns.front());
    conns.pop_front();
  }
}
void by_unseen_ok(const char *info) {
  std::vector<PGconn *> conns;
  conns.push_back(PQconnectdb(info));
  close_all(conns);
}
void by_helper_ok(const char *info) {
  std::vector<PGconn *> conns;
  conns.push_back(PQconnectdb(info));
  finish_each(conns);
}
std::vector<PGconn *> returned_ok(const char *info) {
  std::vector<PGconn *> conns;
  conns.push_back(PQconnectdb(info));
  return conns;
}
void into_callers_ok(const char *info, std::vector<PGconn *> &out) {
  std::vector<PGconn *> conns;
  conns.push_back(PQconnectdb(info));
  out.swap(conns);
}
void moved_ok(const char *info, std::vector<PGconn *> &out) {
  std::vector<PGconn *> conns;
  conns.push_back(PQconnectdb(info));
  out = std::move(conns);
}
int by_lambda_ok(const char *info, bool quick) {
  std::vector<PGconn *> conns;
  auto finish = [&conns] {
    for (PGconn *conn : conns)
      PQfinish(conn);
  };
  conns.push_back(PQconnectdb(info));
  if (quick) {
    finish();
    return 0;
  }
  finish();
  return 1;
}
struct AtExit {
  std::vector<PGconn *> &conns;
  ~AtExit() {
    for (PGconn *conn : conns)
      PQfinish(conn);
  }
};
int by_guard_ok(const std::vector<std::string> &servers) {
  std::vector<PGconn *> conns;
  AtExit guard{conns};
  for (const std::string &server : servers) {
    conns.push_back(PQconnectdb(server.c_str()));
    if (PQstatus(conns.back()) != CONNECTION_OK)
      return -1;
  }
  return 0;
}
void also_closed_ok(const char *info) {
  std::vector<PGconn *> seen;
  PGconn *conn = PQconnectdb(info);
  seen.push_back(conn);
  PQfinish(conn);
}
int own_too_ok(const char *info, bool quick) {
  std::vector<PGconn *> seen;
  PGconn *conn = PQconnectdb(info);
  seen.push_back(conn);
  if (quick) {
    PQfinish(conn);
    return 0;
  }
  PQclear(PQexec(conn, "SELECT 1"));
  PQfinish(conn);
  return 1;
}
// The destructor only forgets what its container holds.
class Shards {
public:
  ~Shards() { conns_.clear(); }
  void add(const char *info) { conns_.push_back(PQconnectdb(info)); }

private:
  std::vector<PGconn *> conns_;
};
void member_container_FN(const char *info) {
  Shards shards;
  shards.add(info);
}
static std::vector<PGconn *> kept;
void kept_ok(const char *info) { kept.push_back(PQconnectdb(info)); }
