//===- main.cpp - Does a test notice every line of the models? ------------===//
//
//   session-mutate-models [--model NAME]... [--every N] PROGRAM...
//
// PROGRAMs are what `session-dump FILE program` has written of the tests. Each
// mutation of each built-in model (or of those named) is put in the model's
// place and every program that names something of it is solved again, without
// a compiler. One line a mutation: killed by the first program whose findings
// are others than before, else survived. A finding is others when its check or
// its line is; its words do not count.
//
//===----------------------------------------------------------------------===//
#include "Mutations.h"
#include "contracts/BuiltinModels.h"
#include "contracts/ModelReader.h"
#include "pipeline/ProgramFile.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/MemoryBuffer.h"
#include <set>

using namespace session;

namespace {

using Findings = std::set<std::pair<std::string, std::string>>;

struct Program {
  std::string File;
  lowering::LoweredUnit Unit;
  std::set<std::string> Names;       ///< of functions and types
  std::vector<const Model *> Models; ///< that say something of it
  Findings Before;
};

bool namesAny(const Program &P, llvm::ArrayRef<std::string> Names) {
  return llvm::any_of(
      Names, [&](const std::string &Name) { return P.Names.count(Name); });
}

std::vector<std::string> namesOf(const Model &M) {
  std::vector<std::string> Names;
  for (const FunctionContract &F : M.Functions)
    Names.push_back(F.Name);
  for (const TypeContract &T : M.Types)
    Names.push_back(T.Name);
  return Names;
}

/// What is found when Changed stands in Old's place.
Findings solve(Program &P, const Model *Old, const Model *Changed) {
  ContractStore Store;
  for (const Model *M : P.Models)
    llvm::consumeError(Store.add(M == Old ? *Changed : *M));
  pipeline::Configuration Config;
  Config.AllContracts = false;
  pipeline::UnitResult Result =
      pipeline::solveUnit(std::move(P.Unit), Store, Config);
  Findings Found;
  for (const checks::Finding &F : Result.Findings) {
    std::string Place = "nowhere";
    if (F.At) {
      const source::Anchor &A = Result.Unit.Anchors[F.At];
      Place =
          (Result.Unit.Anchors.path(A.File) + ":" + llvm::Twine(A.Begin.Line))
              .str();
    }
    Found.insert({F.Check.str(), std::move(Place)});
  }
  P.Unit = std::move(Result.Unit);
  return Found;
}

class Mutants {
public:
  bool readPrograms(llvm::ArrayRef<std::string> Files) {
    for (const std::string &File : Files) {
      auto Buffer = llvm::MemoryBuffer::getFile(File);
      if (!Buffer || !pipeline::isProgram((*Buffer)->getBuffer())) {
        llvm::errs() << File << ": no program\n";
        return false;
      }
      auto Read = pipeline::readProgram((*Buffer)->getBuffer(), File);
      if (!Read) {
        llvm::errs() << llvm::toString(Read.takeError()) << "\n";
        return false;
      }
      addProgram(File, std::move(Read->Unit));
    }
    return true;
  }

  void readModels() {
    for (const BuiltinModel &B : builtinModels())
      Models.push_back(llvm::cantFail(readModel(B.Text, B.FileName)));
  }

  /// Every mutation of M, or each Every-th.
  void run(const Model &M, unsigned Every) {
    std::vector<std::string> Own = namesOf(M);
    std::vector<Mutation> All = mutationsOf(M);
    for (size_t I = 0; I < All.size(); I += Every) {
      Mutation &Now = All[I];
      std::string Killer = killer(M, Now, Now.OfKind ? Own : Now.Names);
      llvm::outs() << M.File << ":" << Now.Line << "\t" << Now.Subject << "\t"
                   << Now.What << "\t" << (Now.IsUse ? "use" : "effect") << "\t"
                   << Killer << "\n";
      llvm::outs().flush();
    }
  }

  llvm::ArrayRef<Model> models() const { return Models; }

private:
  void addProgram(const std::string &File, lowering::LoweredUnit Unit) {
    Program P;
    P.File = File;
    P.Unit = std::move(Unit);
    const flow::SymbolTable &Symbols = P.Unit.Program.Symbols;
    for (const flow::Function &F : Symbols.Functions)
      P.Names.insert(Symbols.text(F.Name).str());
    for (const flow::Type &T : Symbols.Types)
      if (T.Name)
        P.Names.insert(Symbols.text(T.Name).str());
    for (const Model &M : Models) {
      std::vector<std::string> Names = namesOf(M);
      if (Names.empty() || namesAny(P, Names))
        P.Models.push_back(&M);
    }
    P.Before = solve(P, nullptr, nullptr);
    Programs.push_back(std::move(P));
  }

  /// The program that notices, "survived", or "untested" where none could.
  std::string killer(const Model &M, const Mutation &Now,
                     llvm::ArrayRef<std::string> Names) {
    Model Changed = M;
    Now.Apply(Changed);
    bool Tried = false;
    for (Program &P : Programs) {
      if (!llvm::is_contained(P.Models, &M) || !namesAny(P, Names))
        continue;
      Tried = true;
      if (solve(P, &M, &Changed) != P.Before)
        return P.File;
    }
    return Tried ? "survived" : "untested";
  }

  std::vector<Model> Models;
  std::vector<Program> Programs;
};

} // namespace

int main(int Count, char **Words) {
  std::set<std::string> Wanted;
  std::vector<std::string> Files;
  unsigned Every = 1;
  for (int I = 1; I < Count; ++I) {
    llvm::StringRef Word = Words[I];
    if (Word == "--model" && I + 1 < Count)
      Wanted.insert(Words[++I]);
    else if (Word == "--every" && I + 1 < Count) {
      if (llvm::StringRef(Words[++I]).getAsInteger(10, Every) || !Every)
        return 2;
    } else
      Files.push_back(Word.str());
  }
  Mutants All;
  All.readModels();
  if (Files.empty() || !All.readPrograms(Files)) {
    llvm::errs() << "usage: session-mutate-models [--model NAME]... "
                    "[--every N] PROGRAM...\n";
    return 2;
  }
  for (const Model &M : All.models())
    if (Wanted.empty() || Wanted.count(M.Library))
      All.run(M, Every);
  return 0;
}
