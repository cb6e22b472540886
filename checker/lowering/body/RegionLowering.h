//===- RegionLowering.h - Stretches that several threads run ---*- C++ -*-===//
//
// Lowers OpenMP's directives, as far as they say which thread runs what: the
// statement stays in place between the beginning and the end of a region, and
// variables that each thread has for itself come to life inside. Of all other
// directives only the statement is lowered.
//
//===----------------------------------------------------------------------===//
#ifndef SESSION_TIDY_LOWERING_BODY_REGIONLOWERING_H
#define SESSION_TIDY_LOWERING_BODY_REGIONLOWERING_H

#include "lowering/body/FunctionLowering.h"
#include "clang/AST/StmtOpenMP.h"

namespace session::lowering {

class RegionLowering {
public:
  explicit RegionLowering(FunctionLowering &In) : In(In) {}
  void lower(const clang::OMPExecutableDirective *D);

private:
  using SharedVariable = std::pair<const clang::VarDecl *, flow::Place>;

  void lowerRegion(const clang::OMPExecutableDirective *D,
                   llvm::ArrayRef<flow::Region> Begins);
  void lowerBody(const clang::OMPExecutableDirective *D);
  const Scope *begin(flow::Region What, const clang::Stmt *S);
  void end(const Scope *Outer, const clang::Stmt *S);
  std::vector<SharedVariable>
  declarePrivate(const clang::OMPExecutableDirective *D);

  FunctionLowering &In;
};

} // namespace session::lowering

#endif
