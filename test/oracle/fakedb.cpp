//===- fakedb.cpp - The library of the oracle, with scripted outcomes -----===//
//
// Runs every case of oracle_cases under every script of decisions up to a
// bound, depth first, and prints one JSON line a case: how many runs, whether
// they were all there are, and the distinct bad executions.
//
//===----------------------------------------------------------------------===//
#include "runtime.h"

#include <csetjmp>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <exception>
#include <map>
#include <stdexcept>
#include <tuple>

// What the other file of the library shares.
std::deque<fdb> handles;
int line, returnLine, throwLine;
const oracle_case *under;

namespace {

struct Decision {
  int value, count;
};

// One execution.
std::vector<Decision> script;
size_t position, depthLimit;
bool truncated;
int thrownTypes;
long steps;
std::jmp_buf ended;

// One case.
using Bad = std::tuple<std::string, int, int, std::string>;
std::map<Bad, std::string> bad;

constexpr long stepLimit = 5000;
constexpr long runLimit = 30000;

bool nextScript() {
  while (!script.empty() && script.back().value + 1 == script.back().count)
    script.pop_back();
  if (script.empty())
    return false;
  ++script.back().value;
  return true;
}

} // namespace

int decide(int n) {
  if (++steps > stepLimit)
    std::longjmp(ended, 1);
  if (n <= 1)
    return 0;
  if (position >= depthLimit) {
    truncated = true;
    return 0;
  }
  if (position == script.size())
    script.push_back({0, n});
  return script[position++].value;
}

void decideNothing() {
  if (position >= depthLimit) {
    truncated = true;
    return;
  }
  if (position == script.size())
    script.push_back({0, 1});
  ++position;
}

void record(const std::string &kind, int site, int at, const char *how) {
  std::string text;
  for (size_t i = 0; i < position; ++i)
    text += static_cast<char>('0' + script[i].value);
  bad.emplace(Bad{kind, site, at, how}, text);
}

fdb *make(fdb::Life life) {
  handles.push_back({life, false, false, false, line, {}});
  return &handles.back();
}

bool touch(const fdb *h, const char *how) {
  if (++steps > stepLimit)
    std::longjmp(ended, 1);
  if (!h) {
    record("null-use", 0, line, how);
    return false;
  }
  const_cast<fdb *>(h)->poked = false;
  if (h->life != fdb::Closed)
    return true;
  bool passed = !std::strcmp(how, "tell") || !std::strcmp(how, "poke");
  record(passed ? "passed-after-close" : "use-after-close", h->site, line, how);
  return false;
}

namespace {
/// How an opening ends; paths differ by it from here on.
int opens(int ways) {
  int way = decide(ways);
  split(way);
  return way;
}
} // namespace

extern "C" {

fdb *fdb_connect(int) {
  switch (opens(3)) {
  case 0:
    return make(fdb::Open);
  case 1:
    return make(fdb::Failed);
  default:
    return nullptr;
  }
}

fdb *fdb_acquire(int) { return opens(2) ? nullptr : make(fdb::Open); }

int fdb_open(int, fdb **out) {
  switch (opens(3)) {
  case 0:
    *out = make(fdb::Open);
    return FDB_OK;
  case 1:
    *out = make(fdb::Failed);
    return FDB_BAD;
  default:
    *out = nullptr;
    return FDB_BAD;
  }
}

int fdb_attach(int, fdb **out) {
  *out = opens(2) ? nullptr : make(fdb::Open);
  return *out ? FDB_OK : FDB_BAD;
}

int fdb_status(const fdb *h) {
  return h && touch(h, "status") && h->life == fdb::Open ? FDB_OK : FDB_BAD;
}

void fdb_use(fdb *h) { touch(h, "use"); }

int fdb_exec(fdb *h, int) {
  touch(h, "exec");
  return decide(2) ? FDB_BAD : FDB_OK;
}

const char *fdb_error(const fdb *h) {
  touch(h, "error");
  return "";
}

void fdb_close(fdb *h) {
  if (!h || !touch(h, "close"))
    return;
  closeTransaction(h);
  h->life = fdb::Closed;
}

int fdb_shut(fdb *h) {
  if (!h || !touch(h, "close"))
    return FDB_OK;
  if (hasOpenChildren(h))
    return FDB_BUSY;
  closeTransaction(h);
  h->life = fdb::Closed;
  return FDB_OK;
}

int pick(int n) noexcept { return decide(n); }
void tick(void) noexcept {}
void die(void) noexcept { std::longjmp(ended, 1); }
void tell(const fdb *h) {
  if (h)
    touch(h, "tell");
}
void poke(fdb *h) {
  if (h && touch(h, "poke")) {
    h->poked = true;
    h->tx.vague |= h->tx.open;
  }
}

void oracle_at(int l) { line = l; }
void oracle_return(int l) {
  if (l >= under->first && l <= under->last)
    returnLine = l;
}
void oracle_throw(int l) {
  if (!std::current_exception()) // not when a handler rethrows
    throwLine = l;
  threwHere();
}

int oracle_int(void) {
  static const int values[] = {0, 1, 2, 7};
  return values[decide(4)];
}

fdb *oracle_session(void) {
  int way = decide(3);
  if (way == 2)
    return nullptr;
  fdb *h = make(way ? fdb::Failed : fdb::Open);
  h->foreign = true;
  return h;
}

void *oracle_malloc(size_t size) {
  return decide(2) ? nullptr : std::malloc(size);
}

void oracle_root(fdb *h) {
  if (h)
    h->rooted = true;
}

void oracle_exit(int threw) {
  for (const fdb &h : handles)
    if (h.life != fdb::Closed && !h.foreign && !h.rooted) {
      const char *kind = h.poked ? "leak-poked" : "leak";
      record(kind, h.site, threw ? throwLine : returnLine,
             threw ? "throw" : "return");
      if (throwLine && !threw)
        record(kind, h.site, throwLine, "swallowed");
    }
  leaveTransactions(threw);
}

} // extern "C"

void work() {
  int way = decide(1 + thrownTypes);
  if (way) {
    throwLine = line;
    split(way);
    threwHere();
  }
  switch (way) {
  case 0:
    return;
  case 1:
    throw std::runtime_error("work");
  default:
    throw std::logic_error("work");
  }
}

int step(int n) {
  work();
  return pick(n);
}

void safe() noexcept {}

namespace {

void execute(const oracle_case &one, bool first) {
  position = 0;
  steps = 0;
  line = returnLine = throwLine = 0;
  under = &one;
  handles.clear();
  startTransactions(first);
  if (setjmp(ended) == 0)
    one.run();
}

/// All scripts of at most `limit` decisions. False when there are too many.
bool explore(const oracle_case &one, size_t limit, long &runs) {
  script.clear();
  depthLimit = limit;
  truncated = false;
  long here = 0;
  do {
    execute(one, here == 0);
    ++runs;
    if (++here > runLimit)
      return false;
  } while (nextScript());
  return true;
}

void sample(const oracle_case &one, long &runs) {
  unsigned long long state = 88172645463325252ull;
  depthLimit = 60;
  for (int i = 0; i < 1000; ++i, ++runs) {
    script.clear();
    // Runs ahead of the decisions: each is drawn as it is asked for.
    position = 0;
    for (size_t k = 0; k < depthLimit; ++k) {
      size_t before = script.size();
      execute(one, false);
      if (script.size() <= before || before >= script.size())
        break;
      state ^= state << 13, state ^= state >> 7, state ^= state << 17;
      script.resize(before + 1);
      script[before].value = static_cast<int>(state % script[before].count);
    }
    execute(one, false);
  }
}

void judge(const oracle_case &one) {
  bad.clear();
  thrownTypes = one.thrown_types;
  long runs = 0;
  bool complete = false;
  for (size_t limit : {8, 14, 24, 40}) {
    bool all = explore(one, limit, runs);
    // A loop that asks at every turn has no end; this deep is deep enough.
    complete |= all && (!truncated || limit >= 14);
    if (!all || !truncated)
      break;
  }
  if (truncated || !complete) {
    drawTransactions();
    sample(one, runs);
  }
  stopTransactions();
  std::printf("{\"name\": \"%s\", \"runs\": %ld, \"complete\": %s, \"bad\": [",
              one.name, runs, complete ? "true" : "false");
  const char *separator = "";
  for (const auto &[what, text] : bad) {
    const auto &[kind, site, at, how] = what;
    std::printf("%s[\"%s\", %d, %d, \"%s\", \"%s\"]", separator, kind.c_str(),
                site, at, how.c_str(), text.c_str());
    separator = ", ";
  }
  std::printf("]}\n");
  std::fflush(stdout);
}

} // namespace

/// Usage: program [first case]
int main(int argc, char **argv) {
  std::set_terminate([] { std::longjmp(ended, 1); });
  int first = argc > 1 ? std::atoi(argv[1]) : 0;
  for (int i = first; oracle_cases[i].name; ++i)
    judge(oracle_cases[i]);
}
