//===- runtime.cpp - Runs test functions under every script ---------------===//
//
// The execution side of the oracle. For each function of the table (made by
// oracle.py) runs a child process per script, depth first, and prints the
// trace of each run. Scripts grow as the run asks for bits, up to a cap.
//
//===----------------------------------------------------------------------===//
#include "runtime.h"

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <cxxabi.h>
#include <exception>
#include <new>
#include <sys/mman.h>
#include <sys/wait.h>
#include <typeinfo>
#include <unistd.h>

struct TestEntry {
  const char *Name;
  int (*Returning)();
  void (*Plain)();
};
extern const TestEntry TestTable[];

namespace {

/// Shared by the parent, which chooses the bits, and the child, which logs.
struct Record {
  unsigned Cap;
  unsigned Used;
  char Bits[64];
  size_t Length;
  char Log[1 << 16];
};
Record *Shared;
bool Active = false;
bool Warming = false;

void log(const char *Event, int Id, const char *Suffix = "") {
  if (!Active || Warming)
    return;
  size_t Room = sizeof(Shared->Log) - Shared->Length;
  int N = snprintf(Shared->Log + Shared->Length, Room, " %s%d%s", Event, Id,
                   Suffix);
  Shared->Length += N;
}

void logText(const char *Event) {
  if (!Active || Warming)
    return;
  size_t Room = sizeof(Shared->Log) - Shared->Length;
  Shared->Length += snprintf(Shared->Log + Shared->Length, Room, " %s", Event);
}

bool nextBit() {
  if (!Active || Warming)
    return false;
  if (Shared->Used == Shared->Cap) {
    logText("cut");
    _exit(0);
  }
  return Shared->Bits[Shared->Used++];
}

[[noreturn]] void onTerminate() {
  Warming = false;
  logText("terminate");
  _exit(0);
}

void runTest(const TestEntry &T) {
  try {
    if (T.Plain) {
      T.Plain();
      logText("return");
    } else {
      log("return ", T.Returning());
    }
  } catch (...) {
    int Status = 0;
    const char *Mangled = abi::__cxa_current_exception_type()->name();
    char *Name = abi::__cxa_demangle(Mangled, nullptr, nullptr, &Status);
    logText("exception");
    logText(Name ? Name : Mangled);
  }
}

void runChild(const TestEntry &T, bool Warm) {
  std::set_terminate(onTerminate);
  Active = true;
  if (Warm) {
    Warming = true;
    runTest(T);
    Warming = false;
  }
  runTest(T);
  _exit(0);
}

/// The script after the one that was just run, or false at the end.
bool advance() {
  unsigned N = Shared->Used;
  while (N > 0 && Shared->Bits[N - 1])
    --N;
  if (N == 0)
    return false;
  Shared->Bits[N - 1] = 1;
  memset(Shared->Bits + N, 0, sizeof(Shared->Bits) - N);
  return true;
}

void runAll(const TestEntry &T, bool Warm) {
  memset(Shared->Bits, 0, sizeof(Shared->Bits));
  do {
    Shared->Used = 0;
    Shared->Length = 0;
    Shared->Log[0] = 0;
    pid_t Child = fork();
    if (Child == 0)
      runChild(T, Warm);
    int Status = 0;
    waitpid(Child, &Status, 0);
    printf("T%s", Shared->Log);
    if (WIFSIGNALED(Status))
      printf(" signal %d", WTERMSIG(Status));
    printf("\n");
  } while (advance());
}

} // namespace

bool decide(int Id) noexcept {
  bool Bit = nextBit();
  log("d", Id, Bit ? "=1" : "=0");
  return Bit;
}
void note(int Id) noexcept { log("n", Id); }
void quit(int Id) noexcept {
  log("quit", Id);
  _exit(0);
}

// oracle.py links with --wrap, so that every throw is logged.
extern "C" {
[[noreturn]] void __real___cxa_throw(void *, std::type_info *,
                                     void (*)(void *));
[[noreturn]] void __real___cxa_rethrow();
[[noreturn]] void __wrap___cxa_throw(void *Object, std::type_info *Type,
                                     void (*Destroy)(void *)) {
  logText("throw");
  __real___cxa_throw(Object, Type, Destroy);
}
[[noreturn]] void __wrap___cxa_rethrow() {
  if (std::current_exception())
    logText("rethrow");
  __real___cxa_rethrow();
}
}

static void throwIfAsked(const char *Event, int Id) {
  if (nextBit()) {
    log(Event, Id, "!");
    throw Error();
  }
  log(Event, Id);
}
void may_throw(int Id) { throwIfAsked("m", Id); }
int checked(int Id) {
  throwIfAsked("m", Id);
  return Id;
}

Obj::Obj() noexcept : Id(99) { log("+", Id); }
Obj::Obj(int Id) noexcept : Id(Id) { log("+", Id); }
Obj::Obj(const Obj &Other) noexcept : Id(Other.Id) { log("copy", Id); }
Obj::Obj(Obj &&Other) noexcept : Id(Other.Id) {
  log("move", Id);
  Other.Id = 0;
}
Obj &Obj::operator=(const Obj &Other) noexcept {
  log("assign", Other.Id);
  Id = Other.Id;
  return *this;
}
Obj &Obj::operator=(Obj &&Other) noexcept {
  log("moveassign", Other.Id);
  Id = Other.Id;
  Other.Id = 0;
  return *this;
}
Obj::~Obj() { log("~", Id); }
bool Obj::ask() const noexcept { return decide(Id); }
int Obj::throwing() const { return checked(Id); }

Risky::Risky(int Id) : Id(Id) { throwIfAsked("+", Id); }
Risky::Risky(const Risky &Other) : Id(Other.Id) { throwIfAsked("copy", Id); }
Risky::~Risky() { log("~", Id); }

Bomb::Bomb(int Id) noexcept : Id(Id) { log("+", Id); }
Bomb::Bomb(const Bomb &Other) noexcept : Id(Other.Id) { log("copy", Id); }
Bomb::~Bomb() noexcept(false) { throwIfAsked("~", Id); }

Obj make(int Id) {
  may_throw(Id);
  return Obj(Id);
}

static void *allocate(size_t Size, bool Throws) {
  void *Memory = malloc(Size);
  if (!Active)
    return Memory;
  if (nextBit()) {
    free(Memory);
    logText("new!");
    if (!Throws)
      return nullptr;
    throw std::bad_alloc();
  }
  logText("new");
  return Memory;
}
static void release(void *Memory) {
  if (Memory)
    logText("delete");
  free(Memory);
}
void *operator new(size_t Size) { return allocate(Size, true); }
void *operator new[](size_t Size) { return allocate(Size, true); }
void *operator new(size_t Size, const std::nothrow_t &) noexcept {
  return allocate(Size, false);
}
void operator delete(void *Memory) noexcept { release(Memory); }
void operator delete[](void *Memory) noexcept { release(Memory); }
void operator delete(void *Memory, size_t) noexcept { release(Memory); }
void operator delete[](void *Memory, size_t) noexcept { release(Memory); }
void operator delete(void *Memory, const std::nothrow_t &) noexcept {
  release(Memory);
}

int main(int ArgCount, char **Arguments) {
  Shared = static_cast<Record *>(mmap(nullptr, sizeof(Record),
                                      PROT_READ | PROT_WRITE,
                                      MAP_SHARED | MAP_ANONYMOUS, -1, 0));
  Shared->Cap = ArgCount > 1 ? atoi(Arguments[1]) : 10;
  setvbuf(stdout, nullptr, _IOFBF, 1 << 20);
  for (const TestEntry *T = TestTable; T->Name; ++T) {
    printf("F %s\n", T->Name);
    fflush(stdout);
    runAll(*T, /*Warm=*/false);
    // A function with a static initialiser is also run when that is done.
    if (strstr(T->Name, "_static"))
      runAll(*T, /*Warm=*/true);
    fflush(stdout);
  }
  return 0;
}
