//===- main.cpp - Shows what the analysis made of a file ------------------===//
//
// session-dump FILE [--function F] [VIEW] [-p DIR] [--models PATH] [-- FLAGS]
// Without flags the compile database of DIR is asked; with neither, the file
// is compiled as it is. FILE may also be what the view `program` has written.
//
//===----------------------------------------------------------------------===//

#include "compile/Compile.h"
#include "dump/View.h"
#include "pipeline/ProgramFile.h"
#include "llvm/Support/MemoryBuffer.h"

using namespace session;

namespace {

struct Request : CompileRequest {
  std::string Function;
  const dump::View *What = &dump::allViews().front();
  pipeline::Configuration Config;
};

const dump::View *viewCalled(llvm::StringRef Name) {
  for (const dump::View &V : dump::allViews())
    if (V.Name == Name)
      return &V;
  return nullptr;
}

/// The place for the value of an option, or nullptr.
std::string *valueOf(llvm::StringRef Option, Request &Wanted) {
  if (Option == "--function")
    return &Wanted.Function;
  if (Option == "-p")
    return &Wanted.BuildFolder;
  if (Option == "--models")
    return &Wanted.Config.ModelPaths.emplace_back();
  return nullptr;
}

bool parse(llvm::ArrayRef<char *> Words, Request &Wanted) {
  for (size_t I = 0; I != Words.size(); ++I) {
    llvm::StringRef Word = Words[I];
    if (Word == "--") {
      Wanted.Flags.assign(Words.begin() + I + 1, Words.end());
      break;
    }
    if (std::string *Value = valueOf(Word, Wanted)) {
      if (++I == Words.size())
        return false;
      *Value = Words[I];
    } else if (const dump::View *V = viewCalled(Word))
      Wanted.What = V;
    else if (Wanted.File.empty())
      Wanted.File = Word.str();
    else
      return false;
  }
  return !Wanted.File.empty();
}

int usage() {
  llvm::errs() << "usage: session-dump FILE [--function F] [VIEW] [-p DIR] "
                  "[--models PATH] [-- FLAGS]\nviews:\n";
  for (const dump::View &V : dump::allViews())
    llvm::errs() << "  " << V.Name << ": " << V.Says << '\n';
  return 2;
}

/// A unit that the view `program` has written, solved again.
std::optional<pipeline::UnitResult>
reread(const Request &Wanted, llvm::StringRef Text, ContractStore &Contracts) {
  auto File = pipeline::readProgram(Text, Wanted.File);
  if (!File) {
    llvm::errs() << llvm::toString(File.takeError()) << '\n';
    return std::nullopt;
  }
  std::vector<std::string> Problems;
  Contracts = pipeline::loadContracts(Wanted.Config, Problems);
  tellProblems(Problems);
  return pipeline::solveUnit(std::move(File->Unit), Contracts, Wanted.Config);
}

} // namespace

int main(int Count, char **Words) {
  Request Wanted;
  if (!parse(llvm::ArrayRef(Words + 1, Words + Count), Wanted))
    return usage();
  ContractStore Contracts;
  auto Text = llvm::MemoryBuffer::getFile(Wanted.File);
  bool IsProgram = Text && pipeline::isProgram((*Text)->getBuffer());
  std::optional<pipeline::UnitResult> Result =
      IsProgram ? reread(Wanted, (*Text)->getBuffer(), Contracts)
                : analyzeFile(Wanted, Wanted.Config, Contracts);
  if (!Result)
    return 1;
  return Wanted.What->Show({*Result, Contracts, Wanted.Function}, llvm::outs());
}
