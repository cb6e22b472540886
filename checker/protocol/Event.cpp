//===- Event.cpp ----------------------------------------------------------===//
#include "protocol/Event.h"
#include <iterator>

using namespace session;

// In the order of the enumeration.
static const llvm::StringRef Names[] = {
    "use",           "connect",        "connect-fail",  "close",
    "close-refused", "free-memory",    "begin",         "commit",
    "commit-fail",   "rollback",       "savepoint",     "release-savepoint",
    "rollback-to",   "autocommit-off", "autocommit-on", "transaction-unknown",
    "exec",          "exec-unknown",   "exec-fail",     "child-opened",
    "child-closed",  "reset",
};
static_assert(std::size(Names) == unsigned(EventKind::Reset) + 1,
              "every event has a spelling");

llvm::StringRef session::eventName(EventKind Kind) {
  return Names[unsigned(Kind)];
}

std::optional<EventKind> session::parseEvent(llvm::StringRef Name) {
  for (unsigned I = 0; I != std::size(Names); ++I)
    if (Names[I] == Name)
      return EventKind(I);
  return std::nullopt;
}

llvm::ArrayRef<llvm::StringRef> session::eventNames() { return Names; }
