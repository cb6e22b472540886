//===- Problems.h - What is wrong with a file ------------------*- C++ -*-===//
//
// Collects everything that is wrong with one text file, so that a person can
// mend it in one go: `file:line:column: what; remedy`, one line a problem.
// Knows nothing of the file's format. The nearest right word is found here.
//
//===----------------------------------------------------------------------===//
#ifndef SESSION_TIDY_SUPPORT_PROBLEMS_H
#define SESSION_TIDY_SUPPORT_PROBLEMS_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/Twine.h"
#include "llvm/Support/Error.h"
#include <string>
#include <vector>

namespace session {

/// A place in a text file, both counted from 1; columns count bytes.
struct Position {
  unsigned Line = 1;
  unsigned Column = 1;
};

class Problems {
public:
  explicit Problems(llvm::StringRef FileName) : File(FileName.str()) {}

  /// Remedy says what to do. Past a limit problems are only counted.
  void add(Position At, const llvm::Twine &What, const llvm::Twine &Remedy);
  bool empty() const { return Lines.empty(); }
  /// How many so far; tells whether something went wrong in between.
  size_t count() const { return Lines.size() + Dropped; }
  /// All of them as one error, in the order of the file; success when empty.
  llvm::Error take();

private:
  std::string File;
  std::vector<std::pair<Position, std::string>> Lines;
  unsigned Dropped = 0;
};

/// "did you mean 'close'?", or the list of right words when none is near.
std::string nearestWord(llvm::StringRef Wrong,
                        llvm::ArrayRef<llvm::StringRef> Right);

} // namespace session

#endif
