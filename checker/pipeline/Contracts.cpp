// loadContracts: the built-in models, then those of the configuration.
#include "contracts/BuiltinModels.h"
#include "contracts/ModelReader.h"
#include "pipeline/CodeContracts.h"
#include "pipeline/Gate.h"
#include "pipeline/ModelFiles.h"
#include "pipeline/Unit.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include <utility>

using namespace session;
using namespace session::pipeline;

namespace {

class ContractLoader {
public:
  explicit ContractLoader(std::vector<std::string> &Problems)
      : Problems(Problems) {}

  /// Reads those of the built-in models that are wanted; the others wait until
  /// somebody's model builds on them.
  void addBuiltins(llvm::function_ref<bool(const BuiltinModel &)> IsWanted) {
    for (const BuiltinModel &Builtin : builtinModels())
      if (IsWanted(Builtin))
        add(Builtin);
      else
        Waiting.push_back(Builtin);
  }
  void add(const BuiltinModel &Builtin) {
    llvm::Expected<Model> Read = readModel(Builtin);
    note(Read ? Store.add(std::move(*Read)) : Read.takeError());
  }
  /// A file, or every .yaml file of a folder in the order of their names.
  void addPath(llvm::StringRef Path) {
    if (!llvm::sys::fs::is_directory(Path))
      return addFile(Path);
    std::error_code Error;
    std::vector<std::string> Files = modelsIn(Path, Error);
    if (Error)
      Problems.push_back((Path + ": " + Error.message() +
                          "; the models in this folder are not used")
                             .str());
    for (const std::string &File : Files)
      addFile(File);
  }

  /// Its own model, the models that it names, its functions that never throw.
  void addProject(llvm::StringRef Path) {
    std::unique_ptr<llvm::MemoryBuffer> Buffer = open(Path, "make it readable");
    if (!Buffer)
      return;
    llvm::Expected<ProjectFile> Read =
        readProjectFile(Buffer->getBuffer(), Path);
    if (!Read)
      return note(Read.takeError());
    addBases(Buffer->getBuffer(), Read->Own);
    for (const std::string &Wanted : Read->Models)
      addPath(besideProject(Path, Wanted));
    for (const std::string &Name : Read->NoThrow)
      Store.addNoThrow(Name);
    note(Store.add(std::move(Read->Own)));
  }

  ContractStore Store;

private:
  std::unique_ptr<llvm::MemoryBuffer> open(llvm::StringRef Path,
                                           llvm::StringRef Remedy) {
    auto Buffer = llvm::MemoryBuffer::getFile(Path, /*IsText=*/true);
    if (Buffer)
      return std::move(*Buffer);
    Problems.push_back(
        (Path + ": " + Buffer.getError().message() + "; " + Remedy).str());
    return nullptr;
  }
  void addFile(llvm::StringRef Path) {
    auto Buffer = open(Path, "check where the models are looked for");
    if (!Buffer)
      return;
    llvm::Expected<Model> Read = readModel(Buffer->getBuffer(), Path);
    if (!Read)
      return note(Read.takeError());
    addBases(Buffer->getBuffer(), *Read);
    note(Store.add(std::move(*Read)));
  }
  /// The models whose kinds a model may speak of ("fishdb.connection"), or
  /// that say something of the same functions.
  void addBases(llvm::StringRef Text, const Model &Of) {
    llvm::StringSet<> Names;
    for (const FunctionContract &F : Of.Functions)
      Names.insert(F.Name);
    for (const TypeContract &T : Of.Types)
      Names.insert(T.Name);
    std::vector<BuiltinModel> Others;
    for (const BuiltinModel &Builtin : std::exchange(Waiting, {})) {
      bool IsBase = Text.contains((Builtin.Library + ".").str()) ||
                    llvm::any_of(Builtin.Names, [&](llvm::StringRef N) {
                      return Names.contains(N);
                    });
      if (IsBase)
        add(Builtin);
      else
        Others.push_back(Builtin);
    }
    Waiting = std::move(Others);
  }
  void note(llvm::Error Problem) {
    if (!Problem)
      return;
    std::string Text = llvm::toString(std::move(Problem));
    llvm::SmallVector<llvm::StringRef, 4> Lines;
    llvm::StringRef(Text).split(Lines, '\n', -1, /*KeepEmpty=*/false);
    for (llvm::StringRef Line : Lines)
      Problems.push_back(Line.str());
  }

  std::vector<std::string> &Problems;
  std::vector<BuiltinModel> Waiting;
};

} // namespace

static ContractStore
load(llvm::function_ref<bool(const BuiltinModel &)> IsWanted,
     const Configuration &Config, std::vector<std::string> &Problems) {
  ContractLoader Loader(Problems);
  Loader.addBuiltins(IsWanted);
  for (const std::string &Path : Config.ModelPaths)
    Loader.addPath(Path);
  if (!Config.ProjectFile.empty())
    Loader.addProject(Config.ProjectFile);
  for (const std::string &Name : Config.NoThrow)
    Loader.Store.addNoThrow(Name);
  return std::move(Loader.Store);
}

ContractStore pipeline::loadContracts(const Configuration &Config,
                                      std::vector<std::string> &Problems) {
  auto Any = [](const BuiltinModel &) { return true; };
  return load(Any, Config, Problems);
}

ContractStore pipeline::loadContracts(clang::ASTContext &Context,
                                      const Configuration &Config,
                                      std::vector<std::string> &Problems) {
  auto IsNamedHere = [&](const BuiltinModel &Builtin) {
    if (!Builtin.Marker.empty() && !isNamed(Context, Builtin.Marker))
      return false;
    return llvm::any_of(Builtin.Names, [&](llvm::StringRef Name) {
      return isNamed(Context, Name);
    });
  };
  // Without a session to speak of nothing is needed at all.
  bool InCode = namesCodeContract(Context);
  bool AnySession =
      InCode || !Config.ModelPaths.empty() || !Config.ProjectFile.empty();
  for (const BuiltinModel &Builtin : builtinModels())
    AnySession |= Builtin.TellsOfSessions && IsNamedHere(Builtin);
  auto IsWanted = [&](const BuiltinModel &Builtin) {
    // One that names nothing has kinds for what the solver finds by itself.
    return AnySession && (Builtin.Names.empty() || IsNamedHere(Builtin));
  };
  ContractStore Store = load(IsWanted, Config, Problems);
  if (InCode)
    addCodeContracts(lowering::contractsInCode(Context), Store, Problems);
  return Store;
}
