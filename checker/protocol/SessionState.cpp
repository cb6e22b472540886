//===- SessionState.cpp ---------------------------------------------------===//
#include "protocol/SessionState.h"
#include <iterator>

using namespace session;

// Each list is in the order of its enumeration.
static const llvm::StringRef Lives[] = {"none",   "open",    "failed",
                                        "closed", "refused", "unknown"};
static const llvm::StringRef Transactions[] = {"none", "active", "failed",
                                               "commit-failed", "unknown"};
static const llvm::StringRef ChildrenWords[] = {"none", "some", "unknown"};
static_assert(std::size(Lives) == unsigned(Life::Unknown) + 1 &&
                  std::size(Transactions) == unsigned(Transaction::Unknown) + 1,
              "every state has a spelling");

llvm::StringRef session::lifeName(Life L) { return Lives[unsigned(L)]; }
llvm::ArrayRef<llvm::StringRef> session::lifeNames() { return Lives; }

llvm::StringRef session::transactionName(Transaction T) {
  return Transactions[unsigned(T)];
}
llvm::ArrayRef<llvm::StringRef> session::transactionNames() {
  return Transactions;
}

llvm::StringRef session::childrenName(Children C) {
  return ChildrenWords[unsigned(C)];
}
