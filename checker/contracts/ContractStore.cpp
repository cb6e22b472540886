//===- ContractStore.cpp --------------------------------------------------===//
#include "contracts/ContractStore.h"
#include "support/Problems.h"
#include "llvm/ADT/STLExtras.h"
#include <set>

using namespace session;

namespace {

std::string place(llvm::StringRef File, unsigned Line) {
  return File.str() + ":" + std::to_string(Line);
}

llvm::Error contradiction(llvm::StringRef What, const std::string &Second,
                          const std::string &First) {
  std::string Text = Second + ": " + What.str() + " is already declared at " +
                     First + "; remove one of the two";
  return llvm::createStringError(llvm::inconvertibleErrorCode(), "%s",
                                 Text.c_str());
}

bool makesSession(const Effect &E) {
  bool Chooses = llvm::any_of(
      E.Choices, [](const Selection &S) { return !S.Kind.empty(); });
  return E.What == EffectKind::Produce || E.What == EffectKind::Lease ||
         E.What == EffectKind::Key || Chooses;
}

} // namespace

llvm::Error ContractStore::add(Model Library) {
  unsigned Which = Models.size();
  llvm::Error Problems = llvm::Error::success();
  auto Complain = [&](llvm::Error E) {
    Problems = llvm::joinErrors(std::move(Problems), std::move(E));
  };

  for (unsigned I = 0; I != Library.Kinds.size(); ++I) {
    const Policy &P = Library.Kinds[I];
    std::string Key = P.Library + "." + P.Kind;
    auto [It, Fresh] = Kinds.try_emplace(Key, Which, I);
    if (!Fresh)
      Complain(contradiction("kind '" + Key + "'", Library.File,
                             Models[It->second.first].File));
  }
  for (unsigned I = 0; I != Library.Types.size(); ++I) {
    const TypeContract &T = Library.Types[I];
    auto [It, Fresh] = Types.try_emplace(T.Name, Which, I);
    if (!Fresh && It->second.first != Which)
      Complain(contradiction(
          "type '" + T.Name + "'", place(T.Source, T.Line),
          place(Models[It->second.first].Types[It->second.second].Source,
                Models[It->second.first].Types[It->second.second].Line)));
  }
  for (unsigned I = 0; I != Library.Functions.size(); ++I) {
    const FunctionContract &F = Library.Functions[I];
    auto &Known = Functions[F.Name];
    auto Same = llvm::find_if(Known, [&](std::pair<unsigned, unsigned> At) {
      const Model &M = At.first == Which ? Library : Models[At.first];
      const FunctionContract &Other = M.Functions[At.second];
      return Other.Arity == F.Arity && Other.Classes == F.Classes;
    });
    if (Same == Known.end()) {
      Known.emplace_back(Which, I);
      continue;
    }
    const Model &M = Same->first == Which ? Library : Models[Same->first];
    const FunctionContract &First = M.Functions[Same->second];
    Complain(contradiction("function '" + F.Name + "'", place(F.Source, F.Line),
                           place(First.Source, First.Line)));
  }
  Models.push_back(std::move(Library));
  for (const FunctionContract &F : Models.back().Functions)
    for (const Effect &E : F.Effects)
      if (llvm::Error Unknown = checkKind(E, F))
        Complain(std::move(Unknown));
  return Problems;
}

llvm::Error ContractStore::checkKind(const Effect &E,
                                     const FunctionContract &F) const {
  if (E.Kind.empty() || Kinds.count(E.Kind))
    return llvm::Error::success();
  std::vector<llvm::StringRef> Names;
  for (const Model &M : Models)
    for (const Policy &P : M.Kinds)
      Names.push_back(Kinds.find(P.Library + "." + P.Kind)->first());
  std::string Text = place(F.Source, E.Line) + ": kind '" + E.Kind +
                     "' is not declared by any model; " +
                     nearestWord(E.Kind, Names);
  return llvm::createStringError(llvm::inconvertibleErrorCode(), "%s",
                                 Text.c_str());
}

void ContractStore::infer(llvm::StringRef Usr, FunctionContract Contract) {
  Inferred[Usr] = std::move(Contract);
}

void ContractStore::addNoThrow(llvm::StringRef QualifiedName) {
  NoThrow[QualifiedName] = 1;
}

static bool areOf(llvm::ArrayRef<llvm::StringRef> Given,
                  const std::vector<std::string> &Wanted) {
  return !Wanted.empty() && Wanted.size() <= Given.size() &&
         std::equal(Wanted.begin(), Wanted.end(), Given.begin(),
                    [](llvm::StringRef W, llvm::StringRef G) {
                      return W.empty() || W == G;
                    });
}

const FunctionContract *
ContractStore::declared(llvm::StringRef QualifiedName,
                        llvm::ArrayRef<llvm::StringRef> Classes) const {
  auto It = Functions.find(QualifiedName);
  if (It == Functions.end())
    return nullptr;
  for (auto [Which, I] : It->second) {
    const FunctionContract &F = Models[Which].Functions[I];
    if (F.Arity.value_or(Classes.size()) == Classes.size() &&
        areOf(Classes, F.Classes))
      return &F;
  }
  return declared(QualifiedName, unsigned(Classes.size()));
}

const FunctionContract *ContractStore::declared(llvm::StringRef QualifiedName,
                                                unsigned Arity) const {
  auto It = Functions.find(QualifiedName);
  if (It == Functions.end())
    return nullptr;
  const FunctionContract *AnyArity = nullptr;
  for (auto [Which, I] : It->second) {
    const FunctionContract &F = Models[Which].Functions[I];
    if (!F.Classes.empty())
      continue;
    if (F.Arity == Arity)
      return &F;
    if (!F.Arity)
      AnyArity = &F;
  }
  return AnyArity;
}

const FunctionContract *ContractStore::inferred(llvm::StringRef Usr) const {
  auto It = Inferred.find(Usr);
  return It == Inferred.end() ? nullptr : &It->second;
}

const TypeContract *ContractStore::type(llvm::StringRef QualifiedName) const {
  auto It = Types.find(QualifiedName);
  if (It == Types.end())
    return nullptr;
  return &Models[It->second.first].Types[It->second.second];
}

const Policy *ContractStore::kind(llvm::StringRef LibraryDotKind) const {
  auto It = Kinds.find(LibraryDotKind);
  if (It == Kinds.end())
    return nullptr;
  return &Models[It->second.first].Kinds[It->second.second];
}

llvm::StringRef ContractStore::exceptionRoot() const {
  for (const Model &M : Models)
    if (!M.ExceptionRoot.empty())
      return M.ExceptionRoot;
  return "";
}

bool ContractStore::neverThrows(llvm::StringRef QualifiedName) const {
  return NoThrow.count(QualifiedName) != 0;
}

std::vector<std::string> ContractStore::producerNames() const {
  std::set<std::string> Names;
  for (const Model &M : Models) {
    for (const FunctionContract &F : M.Functions)
      // A program's own model may be about sessions that other files open.
      if (llvm::any_of(F.Effects, makesSession) ||
          (!M.IsBuiltin && !F.Effects.empty()))
        Names.insert(F.Name);
    for (const TypeContract &T : M.Types)
      if (T.Holds == Holding::Session)
        Names.insert(T.Name);
  }
  return {Names.begin(), Names.end()};
}
