//===- TypeReader.cpp -----------------------------------------------------===//
#include "contracts/TypeReader.h"
#include "contracts/FunctionReader.h"
#include "contracts/ModelWords.h"
#include "llvm/ADT/STLExtras.h"

using namespace session;

std::vector<TypeContract> TypeReader::read(const YamlNode &Node) {
  YamlMap Entry(Node, "a type", Found);
  TypeContract T;
  T.Source = Library.File;
  Entry.need("holds");
  if (auto Word = Entry.word("holds", words::Holdings))
    T.Holds = Holding(*Word);
  if (const YamlNode *Kind = Entry.find("kind"))
    T.Kind = Effects.kind(*Kind).value_or("");
  if (const YamlNode *Ends = Entry.find("deleter"))
    readDeleter(*Ends, T.Ends);
  for (const YamlNode &Item : Entry.list("parts"))
    T.Parts.push_back(Item.Text);
  for (const YamlNode &Item : Entry.list("at-end"))
    T.AtEnd.push_back(readScopeEnd(Item));
  if (auto Word = Entry.word("copy", words::CopyRules))
    T.Copy = CopyRule(*Word);
  if (auto Word = Entry.word("moved-from", words::MovedFroms))
    T.Moved = MovedFrom(*Word);
  if (const YamlNode *Members = Entry.find("members"))
    readMembers(*Members, T);
  T.Since = Entry.text("since").value_or("");
  T.Until = Entry.text("until").value_or("");

  bool WantsKind = T.Holds == Holding::Session || T.Holds == Holding::Scope;
  if (WantsKind && !Entry.find("kind"))
    Found.add(Node.At, "a type that is a session, without kind",
              "add 'kind: ...'");

  const YamlNode *One = Entry.find("name");
  const YamlNode *Many = Entry.find("names");
  if (!One && !Many)
    Entry.need("name");
  if (One && Many)
    Found.add(Many->At, "both 'name' and 'names'", "keep one of them");
  std::vector<TypeContract> All;
  for (const YamlNode &Item : Entry.list(One ? "name" : "names")) {
    if (!checkQualifiedName(Item, Found))
      continue;
    T.Name = Item.Text;
    T.Line = Item.At.Line;
    All.push_back(T);
  }
  Entry.finish();
  return All;
}

void TypeReader::readDeleter(const YamlNode &Node, Deleter &D) {
  // `operator-delete`, or one `form: value` (and `member: name`).
  bool IsMap = Node.What == YamlNode::Map && !Node.Keys.empty();
  const YamlNode &Form = IsMap ? Node.Keys[0] : Node;
  auto Word = scalarWord(Form, "deleter", words::Deleters, Found);
  if (!Word)
    return;
  D.From = Deleter::Kind(*Word);
  bool WantsValue =
      D.From != Deleter::None && D.From != Deleter::OperatorDelete;
  if (WantsValue != IsMap) {
    Found.add(Form.At,
              "deleter '" + Form.Text + "' " +
                  (WantsValue ? "without its value" : "with a value"),
              WantsValue ? "write '" + Form.Text + ": ...'"
                         : "write the word alone");
    return;
  }
  if (!IsMap)
    return;
  YamlMap Map(Node, "'deleter'", Found);
  Map.find(Form.Text);
  if (D.From == Deleter::TemplateArgument)
    D.Name = Map.text("member").value_or("");
  Map.finish();
  auto Text = scalarText(Node.Items[0], Form.Text, Found);
  if (!Text)
    return;
  if (D.From == Deleter::Function)
    D.Name = *Text;
  else if (llvm::StringRef(*Text).getAsInteger(10, D.Index) || D.Index > 64)
    Found.add(Node.Items[0].At, "'" + *Text + "' is no index", "count from 0");
}

ScopeEnd TypeReader::readScopeEnd(const YamlNode &Node) {
  ScopeEnd End;
  YamlMap Map(Node, "an item of 'at-end'", Found);
  if (auto Word = Map.word("tx", transactionNames()))
    End.Tx = Transaction(*Word);
  if (Map.find("unwinding"))
    End.Unwinding = Map.flag("unwinding");
  if (const YamlNode *Event = Map.find("does"))
    End.Event = Effects.event(*Event);
  End.RunsDeleter = Map.flag("runs-deleter");
  End.IfNull = Map.flag("if-null");
  Map.finish();
  return End;
}

void TypeReader::readMembers(const YamlNode &Node, TypeContract &T) {
  YamlMap Map(Node, "'members'", Found);
  for (llvm::StringRef Word : words::MemberRoles)
    Map.find(Word);
  Map.finish();
  for (size_t I = 0; I != Node.Keys.size(); ++I) {
    auto Word =
        llvm::find(words::MemberRoles, llvm::StringRef(Node.Keys[I].Text));
    if (Word == std::end(words::MemberRoles))
      continue;
    auto Role = MemberRole::Kind(Word - std::begin(words::MemberRoles));
    for (const YamlNode &Item : Map.list(*Word))
      readMember(Role, Item, T);
  }
}

void TypeReader::readMember(MemberRole::Kind Role, const YamlNode &Node,
                            TypeContract &T) {
  auto Text = scalarText(Node, "member", Found);
  if (!Text)
    return;
  MemberRole M;
  M.What = Role;
  // "insert(arg1)": the argument that the role is about.
  llvm::StringRef Name = *Text;
  size_t Open = Name.rfind("(arg");
  if (Open != llvm::StringRef::npos) {
    unsigned Index;
    llvm::StringRef Number = Name.drop_front(Open + 4);
    if (!Number.consume_back(")") || Number.getAsInteger(10, Index)) {
      Found.add(Node.At, "'" + Name + "' is no member",
                "write 'insert' or 'insert(arg1)'");
      return;
    }
    M.Argument = Index;
    Name = Name.take_front(Open);
  }
  if (Name.contains("::")) {
    Found.add(Node.At, "'" + Name + "' is qualified",
              "write '" + Name.substr(Name.rfind("::") + 2) + "' alone");
    return;
  }
  if (T.member(Name)) {
    Found.add(Node.At, "member '" + Name + "' given twice",
              "keep one of its roles");
    return;
  }
  M.Name = Name.str();
  T.Members.push_back(std::move(M));
}
