//===- Entries.h - Where control comes from --------------------*- C++ -*-===//
//
// Which functions code outside of what is seen may call, and who calls whom
// inside. A function that is only a helper of others speaks through them.
//
//===----------------------------------------------------------------------===//
#ifndef SESSION_TIDY_SHARING_ENTRIES_H
#define SESSION_TIDY_SHARING_ENTRIES_H

#include "sharing/ProgramResult.h"
#include <set>

namespace session::sharing {

class Entries {
public:
  Entries(llvm::ArrayRef<FunctionFacts> Facts, const flow::Program &P);

  EntryReason reason(flow::FunctionId F) const;
  /// What started or registered F, or nullptr.
  const Start *startOf(flow::FunctionId F) const;
  llvm::ArrayRef<flow::FunctionId> callers(flow::FunctionId F) const {
    return Callers[F.index()];
  }
  /// F runs nowhere but in the thread that Entry is: a helper of it, or a
  /// callback that only the thread itself registers (its event loop's).
  bool runsOnlyIn(flow::FunctionId Entry, flow::FunctionId F) const;

private:
  bool runsOnlyIn(flow::FunctionId Entry, flow::FunctionId F,
                  std::set<flow::FunctionId> &Seen) const;

  const flow::Program &P;
  std::vector<std::vector<flow::FunctionId>> Callers;
  std::vector<std::vector<flow::FunctionId>> Registrars;
  std::vector<const Start *> Starts;
  bool HasMain = false;
};

} // namespace session::sharing

#endif
