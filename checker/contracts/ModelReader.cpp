//===- ModelReader.cpp ----------------------------------------------------===//
//
// The top of a model: what it is about, its constants and kinds first, so that
// the entries can be checked against them.
//
//===----------------------------------------------------------------------===//
#include "contracts/ModelReader.h"
#include "contracts/FunctionReader.h"
#include "contracts/ModelWords.h"
#include "contracts/TypeReader.h"
#include "llvm/ADT/STLExtras.h"

using namespace session;

namespace {

class TopReader {
public:
  TopReader(llvm::StringRef FileName, Problems &Found) : Found(Found) {
    M.File = FileName.str();
  }

  Model run(const YamlNode &Root) {
    YamlMap Top(Root, "a model", Found);
    Top.need("library");
    return readRest(Top);
  }

  ProjectFile runProject(const YamlNode &Root) {
    YamlMap Top(Root, "a project file", Found);
    ProjectFile File;
    File.Models = texts(Top, "models");
    File.NoThrow = texts(Top, "no-throw");
    File.Own = readRest(Top);
    if (File.Own.Library.empty())
      File.Own.Library = "project";
    return File;
  }

private:
  std::vector<std::string> texts(YamlMap &Top, llvm::StringRef Key) {
    std::vector<std::string> Found;
    for (const YamlNode &Item : Top.list(Key))
      if (auto Text = scalarText(Item, Key, this->Found))
        Found.push_back(*Text);
    return Found;
  }

  Model readRest(YamlMap &Top) {
    M.Library = Top.text("library").value_or("");
    if (llvm::StringRef(M.Library).contains('.'))
      Found.add(Top.find("library")->At, "a '.' in the library's name",
                "use '_' or '-'");
    for (const YamlNode &Item : Top.list("headers"))
      if (auto Text = scalarText(Item, "header", Found))
        M.Headers.push_back(*Text);
    M.Marker = Top.text("marker").value_or("");
    M.ExceptionRoot = Top.text("exception-root").value_or("");
    if (const YamlNode *Constants = Top.find("constants"))
      readConstants(*Constants);
    if (const YamlNode *Kinds = Top.find("kinds"))
      readKinds(*Kinds);
    readFunctions(Top);
    readTypes(Top);
    Top.finish();
    return std::move(M);
  }

  void readConstants(const YamlNode &Node) {
    YamlMap Map(Node, "'constants'", Found);
    for (size_t I = 0; I != Node.Keys.size(); ++I) {
      auto Text = scalarText(Node.Items[I], Node.Keys[I].Text, Found);
      int64_t Number;
      if (!Text)
        continue;
      if (llvm::StringRef(*Text).getAsInteger(0, Number))
        Found.add(Node.Items[I].At, "'" + *Text + "' is no whole number",
                  "write the constant's value");
      else
        M.Constants[Node.Keys[I].Text] = Number;
    }
  }

  void readKinds(const YamlNode &Node) {
    YamlMap Map(Node, "'kinds'", Found);
    for (size_t I = 0; I != Node.Keys.size(); ++I) {
      YamlMap Entry(Node.Items[I], "kind '" + Node.Keys[I].Text + "'", Found);
      Policy P = readKind(Entry);
      P.Library = M.Library;
      P.Kind = Node.Keys[I].Text;
      if (llvm::StringRef(P.Kind).contains('.'))
        Found.add(Node.Keys[I].At, "a '.' in the name of a kind",
                  "use '_' or '-'");
      M.Kinds.push_back(std::move(P));
    }
  }

  Policy readKind(YamlMap &Entry) {
    Policy P;
    Entry.need("noun");
    Entry.need("closer");
    P.Noun = Entry.text("noun").value_or("");
    P.Closer = Entry.text("closer").value_or("");
    P.Handle = Entry.text("handle").value_or("");
    P.IsTransaction = Entry.flag("transaction");
    P.IsLease = Entry.flag("lease");
    P.NoDuties = Entry.flag("no-duties");
    P.PoisonedUntilRollback = Entry.flag("poisoned-until-rollback");
    P.NestedBeginForbidden = !Entry.flag("nested-begin-allowed");
    P.CommitOfPoisonedRollsBack = Entry.flag("commit-of-poisoned-rolls-back");
    P.CloseOfNullIsFine = Entry.flag("close-of-null-is-fine", true);
    P.FailedCommitEnds = Entry.flag("failed-commit-ends");
    P.SavepointBegins = Entry.flag("savepoint-begins");
    P.Reopens = Entry.flag("reopens");
    if (auto Word = Entry.word("at-close", words::TransactionsAtClose))
      P.AtClose = TransactionAtClose(*Word);
    if (auto Word = Entry.word("child", words::ChildrenAtClose)) {
      P.IsChild = true;
      P.ChildRule = ChildAtClose(*Word);
    }
    if (auto Word = Entry.word("when-dry", words::PoolsWhenDry))
      P.WhenDry = PoolWhenDry(*Word);
    if (auto Word = Entry.word("threads", words::ThreadRules))
      P.Threads = ThreadRule(*Word);
    Entry.finish();
    return P;
  }

  void readFunctions(YamlMap &Top) {
    FunctionReader Reader(M, Found);
    for (const YamlNode &Item : Top.list("functions"))
      for (FunctionContract &F : Reader.read(Item))
        addFunction(std::move(F), Item.At);
    for (const YamlNode &Item : Top.list("uses"))
      if (auto F = Reader.readUse(Item))
        addFunction(std::move(*F), Item.At);
  }

  void addFunction(FunctionContract F, Position At) {
    std::string Key = F.Name + "/" + (F.Arity ? std::to_string(*F.Arity) : "");
    for (const std::string &Class : F.Classes)
      Key += "," + Class;
    auto [It, Fresh] = FunctionLines.try_emplace(Key, F.Line);
    if (Fresh)
      M.Functions.push_back(std::move(F));
    else
      Found.add({F.Line, At.Column},
                "function '" + F.Name + "' is declared twice",
                "the first one is at line " + llvm::Twine(It->second) +
                    ", remove one of the two or give each its arity");
  }

  void readTypes(YamlMap &Top) {
    TypeReader Reader(M, Found);
    for (const YamlNode &Item : Top.list("types"))
      for (TypeContract &T : Reader.read(Item)) {
        auto [It, Fresh] = TypeLines.try_emplace(T.Name, T.Line);
        if (Fresh)
          M.Types.push_back(std::move(T));
        else
          Found.add({T.Line, Item.At.Column},
                    "type '" + T.Name + "' is declared twice",
                    "the first one is at line " + llvm::Twine(It->second) +
                        ", remove one of the two");
      }
  }

  Model M;
  Problems &Found;
  std::map<std::string, unsigned> FunctionLines, TypeLines;
};

} // namespace

llvm::Expected<Model> session::readModel(llvm::StringRef Text,
                                         llvm::StringRef FileName) {
  Problems Found(FileName);
  Model M;
  if (auto Root = parseYaml(Text, Found))
    M = TopReader(FileName, Found).run(*Root);
  if (!Found.empty())
    return Found.take();
  return std::move(M);
}

llvm::Expected<Model> session::readModel(const BuiltinModel &Builtin) {
  Problems Found(Builtin.FileName);
  Model M = TopReader(Builtin.FileName, Found).run(unpackYaml(Builtin.Packed));
  if (!Found.empty())
    return Found.take();
  M.IsBuiltin = true;
  return std::move(M);
}

llvm::Expected<ProjectFile> session::readProjectFile(llvm::StringRef Text,
                                                     llvm::StringRef FileName) {
  Problems Found(FileName);
  ProjectFile File;
  if (auto Root = parseYaml(Text, Found))
    File = TopReader(FileName, Found).runProject(*Root);
  if (!Found.empty())
    return Found.take();
  return std::move(File);
}
