//===- VerifyModels.cpp - Do models fit the headers? ----------------------===//
#include "cli/Commands.h"
#include "compile/Compile.h"
#include "contracts/BuiltinModels.h"
#include "contracts/ModelReader.h"
#include "lowering/HeaderCollector.h"
#include "pipeline/ModelFiles.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"

using namespace session;
using namespace session::cli;

namespace {

/// A model with the text that it was read from.
struct Written {
  std::string Name;
  llvm::StringRef Text;
};

bool compiles(const std::string &Code, llvm::ArrayRef<std::string> Flags,
              std::string *FirstError = nullptr) {
  std::unique_ptr<clang::ASTUnit> Unit = compileText(Code, Flags, FirstError);
  return Unit && !Unit->getDiagnostics().hasErrorOccurred();
}

/// The first header that is not there, or "".
std::string missingHeader(const Model &M, llvm::ArrayRef<std::string> Flags) {
  for (const std::string &Header : M.Headers)
    if (!compiles("#if !__has_include(<" + Header + ">)\n#error\n#endif\n",
                  Flags))
      return Header;
  return "";
}

std::string includesOf(const Model &M) {
  std::string Code;
  for (const std::string &Header : M.Headers)
    Code += "#include <" + Header + ">\n";
  return Code;
}

HeaderNames namesFor(const Model &M, llvm::ArrayRef<std::string> Flags) {
  std::string Code = includesOf(M);
  // A name that is unknown breaks its own line only.
  for (const auto &[Constant, Value] : M.Constants)
    Code += ("constexpr long long " + lowering::ConstantPrefix + Constant +
             " = (long long)(" + Constant + ");\n")
                .str();
  return lowering::collectNames(compileText(Code, Flags)->getASTContext());
}

bool isProjectFile(llvm::StringRef Path) {
  return llvm::sys::path::filename(Path) == ".session-tidy.yaml";
}

llvm::Expected<Model> readAny(const Written &File) {
  if (!isProjectFile(File.Name))
    return readModel(File.Text, File.Name);
  auto Project = readProjectFile(File.Text, File.Name);
  if (!Project)
    return Project.takeError();
  return std::move(Project->Own);
}

class ModelVerifier {
public:
  explicit ModelVerifier(const Arguments &Asked) : Asked(Asked) {}

  Status verify(const Written &File) {
    llvm::Expected<Model> Library = readAny(File);
    if (!Library)
      return complain(llvm::toString(Library.takeError()), Usage);
    bool SaysAnything = !Library->Functions.empty() || !Library->Types.empty();
    if (SaysAnything && Library->Headers.empty())
      return complain(File.Name +
                          ":1:1: no headers to look into; add 'headers: "
                          "[...]', what a program includes",
                      Usage);
    std::string Missing = missingHeader(*Library, Asked.Flags);
    if (!Missing.empty()) {
      llvm::outs() << File.Name << ": skipped, <" << Missing
                   << "> is not installed, or its folder (-I...) is missing "
                      "behind --\n";
      return Incomplete;
    }
    std::string Error;
    if (!compiles(includesOf(*Library), Asked.Flags, &Error))
      return complain(File.Name + ": the headers do not compile: " + Error +
                          "\n  give the compiler's flags behind --, or name "
                          "in 'headers' what they need before them",
                      Incomplete);
    return compare(File, *Library);
  }

private:
  Status complain(const std::string &What, Status With) {
    llvm::errs() << What << "\n";
    return With;
  }

  Status compare(const Written &File, const Model &Library) {
    Problems Found(File.Name);
    std::optional<YamlNode> Root = parseYaml(File.Text, Found);
    unsigned Checked =
        checkAgainst(namesFor(Library, Asked.Flags), Library, *Root, Found);
    size_t Wrong = Found.count();
    if (Wrong)
      llvm::outs() << llvm::toString(Found.take()) << "\n";
    llvm::outs() << File.Name << ": " << Checked << " entries checked, "
                 << Wrong << " wrong\n";
    return Wrong ? Findings : Clean;
  }

  const Arguments &Asked;
};

} // namespace

/// A file and, of a project file, those that it names; each file of a folder.
static Status verifyAt(const std::string &Path, ModelVerifier &Verifier) {
  Status All = Clean;
  if (llvm::sys::fs::is_directory(Path)) {
    std::error_code Error;
    for (const std::string &File : pipeline::modelsIn(Path, Error))
      All = worse(All, verifyAt(File, Verifier));
    if (!Error)
      return All;
    llvm::errs() << Path << ": " << Error.message() << "\n";
    return Usage;
  }
  auto Buffer = llvm::MemoryBuffer::getFile(Path);
  if (!Buffer) {
    llvm::errs() << Path << ": " << Buffer.getError().message() << "\n";
    return Usage;
  }
  llvm::StringRef Text = (*Buffer)->getBuffer();
  if (isProjectFile(Path)) {
    auto Project = readProjectFile(Text, Path);
    if (Project)
      for (const std::string &Named : Project->Models)
        All = worse(All,
                    verifyAt(pipeline::besideProject(Path, Named), Verifier));
    else
      llvm::consumeError(Project.takeError()); // told below
  }
  return worse(All, Verifier.verify({Path, Text}));
}

Status cli::verifyModels(const Arguments &Asked) {
  ModelVerifier Verifier(Asked);
  Status All = Clean;
  if (Asked.Files.empty())
    for (const BuiltinModel &Builtin : builtinModels()) {
      Status One = Verifier.verify({Builtin.FileName.str(), Builtin.Text});
      // Nobody asked for the libraries that are not installed.
      All = worse(All, One == Incomplete ? Clean : One);
    }
  for (const std::string &File : Asked.Files)
    All = worse(All, verifyAt(File, Verifier));
  return All;
}
