//===- Lowering.cpp - The recipe for one translation unit -----------------===//

#include "lowering/Lowering.h"
#include "lowering/EditSites.h"
#include "lowering/body/FunctionLowering.h"

using namespace clang;

namespace session::lowering {

static void lowerPending(UnitContext &Unit, flow::Program &Program) {
  // Lowering a body finds further ones: lambdas, local classes.
  for (size_t I = 0; I != Unit.Pending.size(); ++I) {
    auto [D, AsBase] = Unit.Pending[I];
    if (const auto *F = dyn_cast<FunctionDecl>(D)) {
      flow::FunctionId Self =
          AsBase ? Unit.Symbols.baseVariant(F) : Unit.Symbols.function(F);
      FunctionLowering Lowering(Unit, Self, AsBase);
      Program.Graphs.push_back(Lowering.lowerFunction(F));
      if (flow::TypeId Class = Unit.Table[Self].Class)
        Unit.Table[Class].Methods.push_back(Self);
    } else if (const auto *V = dyn_cast<VarDecl>(D)) {
      FunctionLowering Lowering(Unit, Unit.Symbols.initializerOf(V), false);
      Program.Graphs.push_back(Lowering.lowerInitializer(V));
    }
  }
}

/// A template's statements are one set of sites, however often it is
/// instantiated.
static void addAllEditSites(const UnitContext &Unit,
                            source::AnchorBuilder &Anchors,
                            source::AnchorTable &Table) {
  llvm::DenseSet<unsigned> Seen;
  for (const UnitContext::Body &Body : Unit.Pending)
    if (const auto *F = dyn_cast<FunctionDecl>(Body.Of))
      if (const Stmt *Written = F->getBody())
        if (Seen.insert(Written->getBeginLoc().getRawEncoding()).second)
          addEditSites(Written, Unit.Ast, Anchors, Table);
}

LoweredUnit lowerUnit(ASTContext &Context) {
  LoweredUnit Result;
  source::AnchorBuilder Anchors(Context, Result.Anchors);
  UnitContext Unit(Context, Result.Program.Symbols, Anchors);
  Result.ExceptionsDisabled = !Unit.Exceptions;
  // A front end that looks at the main file only has said so.
  for (const Decl *D : Context.getTraversalScope())
    walk(D, Unit);
  lowerPending(Unit, Result.Program);
  addAllEditSites(Unit, Anchors, Result.Anchors);
  Unit.Symbols.finish();
  Result.Program.index();
  return Result;
}

} // namespace session::lowering
