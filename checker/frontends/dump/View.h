//===- View.h - What session-dump can show ---------------------*- C++ -*-===//
//
// A view is a row of a table: a name and a function that writes one stage of
// the analysis of one unit. Options and compilers are main's matter.
//
//===----------------------------------------------------------------------===//
#ifndef SESSION_TIDY_FRONTENDS_DUMP_VIEW_H
#define SESSION_TIDY_FRONTENDS_DUMP_VIEW_H

#include "pipeline/Unit.h"
#include "llvm/Support/raw_ostream.h"

namespace session::dump {

struct Shown {
  const pipeline::UnitResult &Result;
  const ContractStore &Contracts;
  std::string Function; ///< qualified or not; empty: all
};

struct View {
  llvm::StringRef Name, Says;
  /// Writes; the status to exit with.
  int (*Show)(const Shown &, llvm::raw_ostream &);
};

llvm::ArrayRef<View> allViews();

} // namespace session::dump

#endif
