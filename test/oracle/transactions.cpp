//===- transactions.cpp - What is begun and prepared on a session ---------===//
//
// What a program cannot know it is not blamed for: a failure is known where the
// program's path depends on it. All scripts are run, those with fewer failures
// first, so of the executions that take one path through the program the first
// is the one in which everything nobody looks at worked; only that one is
// judged. Paths are seen by the compiler's coverage callbacks: the whole path,
// and the part of it inside the function under test. A fault that shows only on
// the former rests on what a helper knows and does not tell; a finding may be
// about it ("-maybe"). Which open exits are faults is decided over all of them
// (SEMANTICS 3.2).
//
//===----------------------------------------------------------------------===//
#include "runtime.h"

#include <cctype>
#include <cstdint>
#include <cstring>
#include <unordered_set>
#include <vector>

namespace {

struct Child {
  fdb *session;
  std::string sql;
  int site;
  bool open, rooted, worked;
};

// One execution.
std::deque<Child> children;
uint64_t wholePath, ownPath;
bool entering, hasResult, isVoid;
long result;
size_t ownFunction;

// One search.
std::unordered_set<uint64_t> wholeSeen, ownSeen;

// One case.
struct Exit {
  int who, begun, at;
  bool threw, isVoid, open, ended, beginFailed, failed, sure;
  long result;
};
std::vector<Exit> exits;
bool sawEnd, sawCommit, sawRollback, random_;

/// What the compiler says of the program, before anything is constructed.
struct Edges {
  std::vector<size_t> functionOf;
  std::vector<bool> isEntry;
};
Edges &edges() {
  static Edges all;
  return all;
}

uint64_t mix(uint64_t hash, uint64_t with) {
  hash ^= with + 0x9e3779b97f4a7c15ull + (hash << 6) + (hash >> 2);
  return hash * 0xff51afd7ed558ccdull;
}

/// Whether this is the execution to judge on the path to here.
struct Judged {
  bool whole, own;
};
bool isOwnLine() { return line >= under->first && line <= under->last; }
Judged judgeHere(int what) {
  wholePath = mix(mix(wholePath, what), line);
  uint64_t here = mix(mix(ownPath, what), line);
  if (isOwnLine())
    ownPath = here;
  bool whole = wholeSeen.insert(wholePath).second;
  bool own = ownSeen.insert(here).second;
  return {whole, own && !random_};
}

void blame(const Judged &where, fdb *h, const char *kind, const char *how,
           bool sure = true) {
  if (!where.whole)
    return;
  bool maybe = !sure || !where.own || h->tx.vague || h->tx.told;
  record(std::string(kind) + (maybe ? "-maybe" : ""), h->tx.begun, line, how);
  h->tx.told = true;
}

/// What a statement meets after a failure. False: it is refused.
bool works(const Judged &where, fdb *h, const char *how) {
  if (!h->tx.poisoned)
    return true;
  blame(where, h, "use-after-failure", how);
  decideNothing();
  return false;
}

void ended(fdb *h) {
  Tx &tx = h->tx;
  if (tx.begun) {
    tx.ended = true;
    sawEnd = true;
  }
  tx.open = tx.poisoned = tx.failed = tx.vague = tx.callers = false;
}

int begin(fdb *h) {
  Judged where = judgeHere('b');
  if (!touch(h, "begin") || !works(where, h, "begin"))
    return FDB_BAD;
  Tx &tx = h->tx;
  if (tx.open) {
    if (tx.callers)
      tx.vague = true; // is another check's matter
    else
      blame(where, h, "missing-rollback", "begun inside", isOwnLine());
    decideNothing();
    return FDB_BAD;
  }
  bool callers = tx.callers;
  tx = {};
  tx.callers = callers;
  tx.begun = line;
  tx.beginFailed = decide(2);
  tx.open = !tx.beginFailed;
  return tx.open ? FDB_OK : FDB_BAD;
}

/// Commit or rollback of what has been ended before.
void endAgain(const Judged &where, fdb *h, bool cleanup) {
  Tx &tx = h->tx;
  if (tx.ended && !tx.commitFailed && !cleanup)
    blame(where, h, "missing-rollback", "ended before", isOwnLine());
}

int commit(fdb *h, bool wire) {
  Judged where = judgeHere('c');
  if (!touch(h, "commit"))
    return FDB_BAD;
  Tx &tx = h->tx;
  if (!tx.open) {
    endAgain(where, h, false);
    return decide(2) ? FDB_BAD : FDB_OK;
  }
  if (tx.poisoned) {
    blame(where, h, "use-after-failure", "commit");
    ended(h);
    decideNothing();
    return FDB_OK;
  }
  if (decide(2)) {
    sawEnd |= tx.begun != 0;
    sawCommit |= tx.begun != 0;
    if (wire)
      ended(h);
    tx.commitFailed = true;
    tx.failed = !wire;
    return FDB_BAD;
  }
  sawCommit |= tx.begun != 0;
  ended(h);
  return FDB_OK;
}

void rollback(fdb *h, bool cleanup) {
  Judged where = judgeHere('r');
  if (cleanup && (!h || h->life == fdb::Closed))
    return;
  if (!touch(h, "rollback"))
    return;
  if (h->tx.open) {
    sawRollback |= h->tx.begun != 0;
    ended(h);
  } else
    endAgain(where, h, cleanup);
}

bool startsWith(const char *sql, const char *word) {
  for (; *word; ++sql, ++word)
    if (std::toupper(static_cast<unsigned char>(*sql)) != *word)
      return false;
  return true;
}

int run(fdb *h, const char *sql, bool wire) {
  if (startsWith(sql, "BEGIN"))
    return begin(h);
  if (startsWith(sql, "COMMIT") || startsWith(sql, "END"))
    return commit(h, wire);
  if (startsWith(sql, "ROLLBACK")) {
    rollback(h, false);
    return decide(2) ? FDB_BAD : FDB_OK;
  }
  Judged where = judgeHere('s');
  if (!touch(h, "run") || !works(where, h, "run"))
    return FDB_BAD;
  if (!decide(2))
    return FDB_OK;
  Tx &tx = h->tx;
  tx.failed |= tx.open && tx.begun;
  tx.poisoned |= wire && tx.open && tx.begun;
  return FDB_BAD;
}

void must(int status) {
  if (status == FDB_OK)
    return;
  throwLine = line;
  split(2);
  threwHere();
  throw fdb_failure("failed");
}

Child *open(fdb *session, const char *sql) {
  children.push_back({session, sql, line, true, false, true});
  return &children.back();
}

bool touchChild(const Child *c, const char *how) {
  if (!c)
    record("null-use", 0, line, how);
  else if (!c->open)
    record("use-after-close", c->site, line, how);
  return c && c->open;
}

void close(Child *c) {
  if (c && touchChild(c, "close"))
    c->open = false;
}

fdb *of(wdb *h) { return reinterpret_cast<fdb *>(h); }
const fdb *of(const wdb *h) { return reinterpret_cast<const fdb *>(h); }
Child *of(fdb_stmt *q) { return reinterpret_cast<Child *>(q); }
Child *of(wdb_res *r) { return reinterpret_cast<Child *>(r); }
const Child *of(const wdb_res *r) { return reinterpret_cast<const Child *>(r); }

/// One class of results for two exits: exactly, or by their sign.
bool sharesClass(const Exit &a, const Exit &b, bool exactly) {
  auto sign = [](long v) { return (v > 0) - (v < 0); };
  if (a.threw || b.threw || a.who != b.who)
    return false;
  if (a.isVoid || b.isVoid || a.result == b.result)
    return true;
  return !exactly && sign(a.result) == sign(b.result);
}

/// "" none, else the kind.
std::string faultOf(const Exit &e) {
  auto shares = [&](bool Exit::*how, bool exactly) {
    for (const Exit &other : exits)
      if (!other.open && other.*how && sharesClass(e, other, exactly))
        return true;
    return false;
  };
  const char *kind = "missing-rollback", *maybe = "missing-rollback-maybe";
  bool surely = e.threw, perhaps = e.threw;
  if (!e.threw && sawEnd) {
    surely = e.failed || shares(&Exit::ended, true);
    // One that ends it both ways leaves none to its callers (decision 8).
    perhaps =
        surely || shares(&Exit::ended, false) || (sawCommit && sawRollback);
  } else if (!e.threw) {
    // A begin wrapper, if its callers can tell. One in which nothing has gone
    // wrong but that its begin might is not made to be silent or loud.
    perhaps = shares(&Exit::beginFailed, false);
    surely = e.failed && !e.isVoid && shares(&Exit::beginFailed, true);
  }
  return surely && e.sure ? kind : perhaps ? maybe : "";
}

} // namespace

void startTransactions(bool first) {
  children.clear();
  wholePath = ownPath = 0;
  entering = hasResult = isVoid = false;
  ownFunction = SIZE_MAX;
  if (first) {
    wholeSeen.clear();
    ownSeen.clear();
  }
}

void drawTransactions() { random_ = true; }

void stopTransactions() {
  for (const Exit &e : exits)
    if (std::string kind = e.open ? faultOf(e) : ""; !kind.empty())
      record(kind, e.begun, e.at, e.threw ? "throw" : "return");
  exits.clear();
  sawEnd = sawCommit = sawRollback = random_ = false;
}

void split(int outcome) {
  uint64_t how = mix(line, outcome + 1);
  wholePath = mix(wholePath, how);
  ownPath = mix(ownPath, how);
}

void threwHere() {
  split(7 + throwLine);
  for (fdb &h : handles)
    h.tx.failed |= h.tx.open && h.tx.begun;
}

void closeTransaction(fdb *h) {
  h->tx.open = h->tx.poisoned = h->tx.failed = false;
}

bool hasOpenChildren(const fdb *h) {
  for (const Child &c : children)
    if (c.session == h && c.open)
      return true;
  return false;
}

void leaveTransactions(bool threw) {
  line = threw ? throwLine : returnLine;
  Judged where = judgeHere(threw ? 't' : 'e');
  if (!where.whole)
    return;
  int foreign = 0;
  for (const fdb &h : handles) {
    int who = h.foreign ? --foreign : h.site;
    const Tx &tx = h.tx;
    bool ours = h.life == fdb::Open && (h.foreign || h.rooted) && tx.begun;
    if (!ours || (tx.open && tx.callers))
      continue;
    bool sure = where.own && !tx.vague && !tx.told && !h.poked;
    exits.push_back({who, tx.begun, line, threw, isVoid, tx.open, tx.ended,
                     tx.beginFailed, tx.failed, sure, result});
  }
  for (const Child &c : children) {
    const fdb *h = c.session;
    bool lost = h->life != fdb::Closed && !h->foreign && !h->rooted;
    if (!c.open || c.rooted)
      continue;
    // Its session's leak is told, not its own.
    bool maybe = lost || !where.own || h->tx.told;
    record(maybe ? "statement-leak-maybe" : "statement-leak", c.site, line,
           threw ? "throw" : "return");
  }
}

extern "C" {

int fdb_begin(fdb *h) { return begin(h); }
int fdb_commit(fdb *h) { return commit(h, false); }
void fdb_rollback(fdb *h) { rollback(h, false); }
int fdb_run(fdb *h, const char *sql) { return run(h, sql, false); }
int fdb_in_transaction(const fdb *h) {
  return touch(h, "in transaction") && h->tx.open;
}

int fdb_prepare(fdb *h, const char *sql, fdb_stmt **out) {
  *out = nullptr;
  Judged where = judgeHere('p');
  if (!touch(h, "prepare") || !works(where, h, "prepare"))
    return FDB_BAD;
  if (decide(2)) {
    h->tx.failed |= h->tx.open && h->tx.begun;
    return FDB_BAD;
  }
  *out = reinterpret_cast<fdb_stmt *>(open(h, sql));
  return FDB_OK;
}

int fdb_step(fdb_stmt *q) {
  Child *c = of(q);
  if (!touchChild(c, "step") || c->session->life == fdb::Closed)
    return FDB_BAD;
  if (run(c->session, c->sql.c_str(), false) != FDB_OK)
    return FDB_BAD;
  return decide(2) ? FDB_ROW : FDB_DONE;
}

int fdb_column(fdb_stmt *q) {
  touchChild(of(q), "column");
  return 0;
}

void fdb_finalize(fdb_stmt *q) { close(of(q)); }

wdb *wdb_acquire(int where) {
  return reinterpret_cast<wdb *>(fdb_acquire(where));
}
void wdb_close(wdb *h) { fdb_close(of(h)); }
const char *wdb_error(const wdb *h) { return fdb_error(of(h)); }
int wdb_begin(wdb *h) { return begin(of(h)); }
int wdb_commit(wdb *h) { return commit(of(h), true); }
void wdb_rollback(wdb *h) { rollback(of(h), false); }
int wdb_run(wdb *h, const char *sql) { return run(of(h), sql, true); }
void wtell(const wdb *h) { tell(of(h)); }
void wpoke(wdb *h) { poke(of(h)); }
int wdb_in_transaction(const wdb *h) { return fdb_in_transaction(of(h)); }

wdb_res *wdb_query(wdb *h, const char *sql) {
  int status = run(of(h), sql, true);
  if (status != FDB_OK && decide(2))
    return nullptr;
  Child *c = open(of(h), sql);
  c->worked = status == FDB_OK;
  return reinterpret_cast<wdb_res *>(c);
}

int wdb_result(const wdb_res *r) {
  return touchChild(of(r), "result") && of(r)->worked ? FDB_OK : FDB_BAD;
}
int wdb_rows(const wdb_res *r) {
  touchChild(of(r), "rows");
  return 0;
}
void wdb_clear(wdb_res *r) { close(of(r)); }

void oracle_enter(void) { entering = true; }
void oracle_int_result(long value) {
  result = value;
  isVoid = false;
}
void oracle_void_result(void) { isVoid = true; }
void oracle_root_child(void *child) {
  if (child)
    static_cast<Child *>(child)->rooted = true;
}
fdb *oracle_open_session(int in_transaction) {
  fdb *h = make(fdb::Open);
  h->foreign = true;
  h->tx.open = h->tx.callers = in_transaction && decide(2);
  return h;
}
void *oracle_statement(fdb *h) {
  Child *c = open(h, "UPDATE t SET a = 1");
  c->rooted = true;
  return c;
}

// Called by the compiled programs at every edge.

void __sanitizer_cov_trace_pc_guard_init(uint32_t *start, uint32_t *stop) {
  for (uint32_t n = 0; start < stop && !*start; ++start)
    *start = n++;
}
void __sanitizer_cov_pcs_init(const uintptr_t *start, const uintptr_t *stop) {
  size_t function = 0;
  for (const uintptr_t *p = start; p < stop; p += 2) {
    edges().isEntry.push_back(p[1] & 1);
    function += p[1] & 1;
    edges().functionOf.push_back(function);
  }
}
void __sanitizer_cov_trace_pc_guard(uint32_t *guard) {
  static const Edges &all = edges();
  wholePath = mix(wholePath, *guard + 1);
  if (entering && all.isEntry[*guard]) {
    ownFunction = all.functionOf[*guard];
    entering = false;
  }
  if (all.functionOf[*guard] == ownFunction)
    ownPath = mix(ownPath, *guard + 1);
}

} // extern "C"

fdb_failure::fdb_failure(const char *what) : std::runtime_error(what) {}

void fdb_must(fdb *h, const char *sql, int at) {
  line = at;
  must(run(h, sql, false));
}
void wdb_must(wdb *h, const char *sql, int at) {
  line = at;
  must(run(of(h), sql, true));
}

fdb_transaction::fdb_transaction(fdb *h, int at) : h_(h), done_(false) {
  line = at;
  must(begin(h));
}
fdb_transaction::~fdb_transaction() {
  if (!done_)
    ::rollback(h_, true);
}
void fdb_transaction::commit(int at) {
  line = at;
  must(::commit(h_, false));
  done_ = true;
}
void fdb_transaction::rollback(int at) {
  line = at;
  ::rollback(h_, false);
  done_ = true;
}

wdb_transaction::wdb_transaction(wdb *h, int at) : h_(h), done_(false) {
  line = at;
  must(begin(of(h)));
}
wdb_transaction::~wdb_transaction() {
  if (!done_)
    ::rollback(of(h_), true);
}
void wdb_transaction::commit(int at) {
  line = at;
  must(::commit(of(h_), true));
  done_ = true;
}
void wdb_transaction::rollback(int at) {
  line = at;
  ::rollback(of(h_), false);
  done_ = true;
}
