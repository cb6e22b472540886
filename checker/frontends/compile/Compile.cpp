//===- Compile.cpp --------------------------------------------------------===//
#include "compile/Compile.h"
#include "clang/Frontend/TextDiagnosticPrinter.h"
#include "clang/Tooling/ArgumentsAdjusters.h"
#include "clang/Tooling/CompilationDatabase.h"
#include "clang/Tooling/Tooling.h"

using namespace session;
using clang::tooling::CompilationDatabase;

static constexpr const char ResourceFlag[] =
    "-resource-dir=" SESSION_RESOURCE_DIR;

static std::unique_ptr<CompilationDatabase>
databaseOf(const CompileRequest &Wanted) {
  std::string Problem;
  if (!Wanted.BuildFolder.empty())
    if (auto Database =
            CompilationDatabase::loadFromDirectory(Wanted.BuildFolder, Problem))
      return Database;
  if (!Problem.empty())
    llvm::errs() << Problem;
  return std::make_unique<clang::tooling::FixedCompilationDatabase>(
      ".", Wanted.Flags);
}

/// Compilers up to 20 take a counted pointer to the options.
template <typename Options> static auto printerFor(Options &Style) {
  using Printer = clang::TextDiagnosticPrinter;
  if constexpr (std::is_constructible_v<Printer, llvm::raw_ostream &,
                                        Options &>)
    return std::make_unique<Printer>(llvm::errs(), Style);
  else
    return std::make_unique<Printer>(llvm::errs(), new Options(Style));
}

void session::tellProblems(llvm::ArrayRef<std::string> Problems) {
  for (const std::string &Problem : Problems)
    llvm::errs() << Problem << '\n';
}

std::optional<pipeline::UnitResult>
session::analyzeFile(const CompileRequest &Wanted,
                     const pipeline::Configuration &Config,
                     ContractStore &Contracts) {
  auto Database = databaseOf(Wanted);
  clang::tooling::ClangTool Tool(*Database, {Wanted.File});
  Tool.appendArgumentsAdjuster(
      clang::tooling::getInsertArgumentAdjuster(ResourceFlag));
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
  Contracts = pipeline::loadContracts(Context, Config, Problems);
  tellProblems(Problems);
  pipeline::UnitResult Result =
      pipeline::analyze(Context, Contracts, Config, *Errors);
  if (Result.Gated) // nothing to find, but there is something to see
    Result.Unit = lowering::lowerUnit(Context);
  return Result;
}

namespace {
/// Prints nothing.
class FirstErrorKeeper : public clang::DiagnosticConsumer {
public:
  explicit FirstErrorKeeper(std::string *First) : First(First) {}
  void HandleDiagnostic(clang::DiagnosticsEngine::Level Level,
                        const clang::Diagnostic &Told) override {
    DiagnosticConsumer::HandleDiagnostic(Level, Told);
    if (!First || !First->empty() || Level < clang::DiagnosticsEngine::Error)
      return;
    if (Told.hasSourceManager() && Told.getLocation().isValid())
      *First = Told.getLocation().printToString(Told.getSourceManager()) + ": ";
    llvm::SmallString<128> Text;
    Told.FormatDiagnostic(Text);
    *First += Text;
  }

private:
  std::string *First;
};
} // namespace

std::unique_ptr<clang::ASTUnit>
session::compileText(const std::string &Code, llvm::ArrayRef<std::string> Flags,
                     std::string *FirstError) {
  std::vector<std::string> Arguments = {"-xc++", "-std=c++20", ResourceFlag};
  Arguments.insert(Arguments.end(), Flags.begin(), Flags.end());
  FirstErrorKeeper Silent(FirstError);
  return clang::tooling::buildASTFromCodeWithArgs(
      Code, Arguments, "model.cpp", "session-tidy",
      std::make_shared<clang::PCHContainerOperations>(),
      clang::tooling::getClangStripDependencyFileAdjuster(),
      clang::tooling::FileContentMappings(), &Silent);
}
