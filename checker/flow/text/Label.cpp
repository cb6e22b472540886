//===- Label.cpp ----------------------------------------------------------===//

#include "flow/text/Label.h"
#include "flow/text/Words.h"
#include "llvm/ADT/DenseMap.h"

using namespace session::flow;
using llvm::StringRef;

namespace {

/// No name and the empty name are the same in text.
class Counter {
public:
  explicit Counter(const session::Interner &Names) : Names(Names) {}
  unsigned next(session::NameId N) {
    return Names.text(N).empty() ? ++Nameless : ++Seen[N];
  }

private:
  const session::Interner &Names;
  unsigned Nameless = 0;
  llvm::DenseMap<session::NameId, unsigned> Seen;
};

std::string numbered(std::string Text, unsigned Ordinal) {
  return Ordinal == 1 ? Text : Text + "/" + std::to_string(Ordinal);
}

std::string qualified(StringRef Name) {
  return isQualifiedName(Name) ? Name.str() : quoted(Name);
}

} // namespace

SymbolLabels::SymbolLabels(const SymbolTable &S) : S(S) {
  Counter F(S.Names), T(S.Names), V(S.Names);
  for (const Function &One : S.Functions)
    Functions.push_back(F.next(One.Name));
  for (const Type &One : S.Types)
    Types.push_back(T.next(One.Spelling));
  for (const Static &One : S.Statics)
    Statics.push_back(V.next(One.Name));
}

// Out of range happens only in graphs that the verifier rejects; a dump of
// them must not crash.
std::string SymbolLabels::of(FunctionId F) const {
  if (!F || F.index() >= Functions.size())
    return "@none";
  return "@" + numbered(qualified(S.text(S[F].Name)), Functions[F.index()]);
}

std::string SymbolLabels::of(TypeId T) const {
  if (!T || T.index() >= Types.size())
    return "none";
  StringRef Name = S.text(S[T].Spelling);
  return numbered(isBareType(Name) ? Name.str() : quoted(Name),
                  Types[T.index()]);
}

std::string SymbolLabels::of(StaticId V) const {
  if (!V || V.index() >= Statics.size())
    return "::none";
  return "::" + numbered(qualified(S.text(S[V].Name)), Statics[V.index()]);
}

std::string SymbolLabels::plain(FunctionId F) const {
  return numbered(S.text(S[F].Name).str(), Functions[F.index()]);
}

std::string SymbolLabels::plain(StaticId V) const {
  return numbered(S.text(S[V].Name).str(), Statics[V.index()]);
}

bool SymbolLabels::isTypeSpelled(TypeId T, StringRef Spelling) const {
  return T && T.index() < Types.size() && Types[T.index()] == 1 &&
         S.text(S[T].Spelling) == Spelling;
}

bool session::flow::isLabelledByName(const Variable &V, const SymbolTable &S) {
  return V.Kind != VariableKind::This && V.Kind != VariableKind::Result &&
         !S.text(V.Name).empty();
}

StringRef session::flow::impliedName(const Variable &V, const SymbolTable &S) {
  return isLabelledByName(V, S) ? S.text(V.Name) : StringRef();
}

VariableLabels::VariableLabels(const FlowGraph &G, const SymbolTable &S) {
  Counter ByName(S.Names);
  unsigned Thises = 0, Results = 0;
  for (const Variable &V : G.Variables) {
    StringRef Name = S.text(V.Name);
    if (V.Kind == VariableKind::This)
      Labels.push_back(numbered("this", ++Thises));
    else if (V.Kind == VariableKind::Result)
      Labels.push_back(numbered("return", ++Results));
    else if (Name.empty())
      Labels.push_back("%" + std::to_string(Labels.size()));
    else
      Labels.push_back(numbered(isIdentifier(Name) && !isReserved(Name)
                                    ? Name.str()
                                    : "%" + quoted(Name),
                                ByName.next(V.Name)));
  }
}

const std::string &VariableLabels::of(VariableId V) const {
  return V && V.index() < Labels.size() ? Labels[V.index()] : Missing;
}
