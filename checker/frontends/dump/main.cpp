//===- main.cpp - Shows what the analysis made of a file ------------------===//
//
// session-dump FILE [--function F] [VIEW] [-p DIR] [--models PATH] [-- FLAGS]
// Without flags the compile database of DIR is asked; with neither, the file
// is compiled as it is. FILE may also be what the view `program` has written.
//
//===----------------------------------------------------------------------===//

#include "dump/View.h"
#include "pipeline/ProgramFile.h"
#include "clang/Frontend/ASTUnit.h"
#include "clang/Frontend/TextDiagnosticPrinter.h"
#include "clang/Tooling/ArgumentsAdjusters.h"
#include "clang/Tooling/CompilationDatabase.h"
#include "clang/Tooling/Tooling.h"
#include "llvm/Support/MemoryBuffer.h"

using namespace session;

namespace {

struct Request {
  std::string File, Function, BuildFolder;
  const dump::View *What = &dump::allViews().front();
  pipeline::Configuration Config;
  std::vector<std::string> Flags;
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

std::unique_ptr<clang::tooling::CompilationDatabase>
databaseOf(const Request &Wanted) {
  std::string Problem;
  if (!Wanted.BuildFolder.empty())
    if (auto Database = clang::tooling::CompilationDatabase::loadFromDirectory(
            Wanted.BuildFolder, Problem))
      return Database;
  if (!Problem.empty())
    llvm::errs() << Problem;
  return std::make_unique<clang::tooling::FixedCompilationDatabase>(
      ".", Wanted.Flags);
}

/// Compilers up to 20 take a counted pointer to the options.
template <typename Options> auto printerFor(Options &Style) {
  using Printer = clang::TextDiagnosticPrinter;
  if constexpr (std::is_constructible_v<Printer, llvm::raw_ostream &,
                                        Options &>)
    return std::make_unique<Printer>(llvm::errs(), Style);
  else
    return std::make_unique<Printer>(llvm::errs(), new Options(Style));
}

void tell(llvm::ArrayRef<std::string> Problems) {
  for (const std::string &Problem : Problems)
    llvm::errs() << Problem << '\n';
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
  tell(Problems);
  return pipeline::solveUnit(std::move(File->Unit), Contracts, Wanted.Config);
}

std::optional<pipeline::UnitResult> compiled(const Request &Wanted,
                                             ContractStore &Contracts) {
  auto Database = databaseOf(Wanted);
  clang::tooling::ClangTool Tool(*Database, {Wanted.File});
  Tool.appendArgumentsAdjuster(clang::tooling::getInsertArgumentAdjuster(
      "-resource-dir=" SESSION_RESOURCE_DIR));
  clang::DiagnosticOptions Style;
  auto Printer = printerFor(Style);
  auto Errors = std::make_shared<pipeline::ErrorPlaces>();
  pipeline::ErrorLog Log(*Printer, Errors);
  Tool.setDiagnosticConsumer(&Log);
  std::vector<std::unique_ptr<clang::ASTUnit>> Units;
  Tool.buildASTs(Units);
  if (Units.empty() || !Units.front())
    return std::nullopt;
  clang::ASTContext &Context = Units.front()->getASTContext();
  std::vector<std::string> Problems;
  Contracts = pipeline::loadContracts(Context, Wanted.Config, Problems);
  tell(Problems);
  pipeline::UnitResult Result =
      pipeline::analyze(Context, Contracts, Wanted.Config, *Errors);
  if (Result.Gated) // nothing to find, but there is something to see
    Result.Unit = lowering::lowerUnit(Context);
  return Result;
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
                : compiled(Wanted, Contracts);
  if (!Result)
    return 1;
  return Wanted.What->Show({*Result, Contracts, Wanted.Function}, llvm::outs());
}
