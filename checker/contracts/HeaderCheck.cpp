//===- HeaderCheck.cpp ----------------------------------------------------===//
#include "contracts/HeaderCheck.h"
#include "llvm/ADT/StringExtras.h"

using namespace session;

namespace {

/// "open/2" and "insert(arg1)" are written for open and insert.
bool isWrittenFor(llvm::StringRef Text, llvm::StringRef Word) {
  if (!Text.consume_front(Word))
    return false;
  return Text.empty() || Text.starts_with("(arg") ||
         (Text.consume_front("/") && llvm::all_of(Text, llvm::isDigit));
}

/// Where a word stands in the tree, at or after a line.
std::optional<Position> find(const YamlNode &Node, llvm::StringRef Word,
                             unsigned Line) {
  if (Node.What == YamlNode::Scalar && Node.At.Line >= Line &&
      isWrittenFor(Node.Text, Word))
    return Node.At;
  for (size_t I = 0; I != Node.Items.size(); ++I) {
    if (I < Node.Keys.size())
      if (auto At = find(Node.Keys[I], Word, Line))
        return At;
    if (auto At = find(Node.Items[I], Word, Line))
      return At;
  }
  return std::nullopt;
}

class HeaderCheck {
public:
  HeaderCheck(const HeaderNames &Names, const Model &Library,
              const YamlNode &Root, Problems &Found)
      : Names(Names), Library(Library), Root(Root), Found(Found) {}

  unsigned run() {
    if (!Library.Marker.empty())
      checkClass(Library.Marker, "marker", "marker", 1);
    for (const auto &[Name, Value] : Library.Constants)
      checkConstant(Name, Value);
    for (const Policy &P : Library.Kinds)
      if (!P.Handle.empty() && P.Handle != "void")
        checkClass(P.Handle, "handle of kind '" + P.Kind + "'", "kinds", 1);
    for (const FunctionContract &F : Library.Functions)
      checkFunction(F);
    for (const TypeContract &T : Library.Types)
      checkType(T);
    return Checked;
  }

private:
  /// The place of Word in a section of the model.
  Position placeOf(llvm::StringRef Section, llvm::StringRef Word,
                   unsigned Line) const {
    for (size_t I = 0; I != Root.Keys.size(); ++I)
      if (Root.Keys[I].Text == Section)
        if (auto At = find(Root.Items[I], Word, Line))
          return *At;
    return {};
  }

  template <typename Known>
  static std::string nearest(llvm::StringRef Wrong, const Known &Right) {
    std::vector<llvm::StringRef> Words(Right.begin(), Right.end());
    std::string Answer = nearestWord(Wrong, Words);
    bool IsList = !llvm::StringRef(Answer).starts_with("did you");
    return IsList ? "check its spelling, its namespace and 'headers'" : Answer;
  }

  void checkConstant(const std::string &Name, int64_t Value) {
    ++Checked;
    Position At = placeOf("constants", Name, 1);
    auto It = Names.Constants.find(Name);
    if (It == Names.Constants.end())
      Found.add(At, "constant '" + Name + "' is not in the headers",
                "check its spelling and 'headers'");
    else if (It->second != Value)
      Found.add(At,
                "constant '" + Name + "' is " + llvm::Twine(It->second) +
                    " in the headers, not " + llvm::Twine(Value),
                "write '" + Name + ": " + llvm::Twine(It->second) + "'");
  }

  void checkClass(const std::string &Name, const llvm::Twine &What,
                  llvm::StringRef Section, unsigned Line) {
    ++Checked;
    if (!Names.Records.count(Name))
      Found.add(placeOf(Section, Name, Line),
                What + ": '" + Name + "' is not in the headers",
                nearest(Name, Names.Records));
  }

  void checkFunction(const FunctionContract &F) {
    ++Checked;
    auto Place = [&] {
      for (llvm::StringRef Section : {"functions", "uses"}) {
        Position At = placeOf(Section, F.Name, F.Line);
        if (At.Line == F.Line)
          return At;
      }
      return Position{F.Line, 1};
    };
    auto It = Names.Functions.find(F.Name);
    if (It == Names.Functions.end()) {
      if (F.Since.empty() && F.Until.empty())
        Found.add(Place(), "function '" + F.Name + "' is not in the headers",
                  nearest(F.Name, functions()));
      return;
    }
    if (F.Arity && !It->second.count(*F.Arity)) {
      std::vector<std::string> Counts;
      for (unsigned N : It->second)
        Counts.push_back(std::to_string(N));
      Found.add(Place(),
                "function '" + F.Name + "' has " + llvm::join(Counts, ", ") +
                    " parameters in the headers, not " + llvm::Twine(*F.Arity),
                "write '" + F.Name + "/" + Counts.front() + "'");
      return;
    }
    unsigned Most = F.Arity ? *F.Arity : *It->second.rbegin();
    unsigned Wanted = argumentsOf(F);
    if (Wanted > Most && !Names.Variadic.count(F.Name))
      Found.add(Place(),
                "'arg" + llvm::Twine(Wanted - 1) + "' of function '" + F.Name +
                    "', which has " + llvm::Twine(Most) +
                    " parameters in the headers",
                "count from arg0, without 'this'");
    for (const std::string &Class : F.Classes)
      if (!Class.empty())
        checkClass(Class, "parameter of '" + F.Name + "'", "functions", F.Line);
    checkThrown(F);
  }

  const std::vector<llvm::StringRef> &functions() {
    if (AllFunctions.empty())
      for (const auto &Entry : Names.Functions)
        AllFunctions.push_back(Entry.first);
    return AllFunctions;
  }

  /// How many arguments the entry speaks of.
  static unsigned argumentsOf(const FunctionContract &F) {
    unsigned Most = 0;
    auto Count = [&](const ContractPath &P) {
      if (P.Root == ContractPath::Argument)
        Most = std::max(Most, P.Index + 1);
    };
    for (const Effect &E : F.Effects) {
      bool MayLackPlace =
          E.What == EffectKind::Wait || E.What == EffectKind::Exclusive;
      if (!MayLackPlace || !(E.Where == ContractPath()))
        Count(E.Where);
      if (E.Parent)
        Count(*E.Parent);
    }
    for (const Transfer &T : F.Transfers)
      Count(T.From), Count(T.To);
    if (F.Result.Same)
      Count(*F.Result.Same);
    return Most;
  }

  void checkThrown(const FunctionContract &F) {
    if (F.MayThrow)
      for (const std::string &Type : F.MayThrow->Types)
        checkClass(Type, "exception of '" + F.Name + "'", "functions", F.Line);
  }

  void checkType(const TypeContract &T) {
    ++Checked;
    auto It = Names.Members.find(T.Name);
    if (It == Names.Members.end()) {
      if (T.Since.empty() && T.Until.empty())
        Found.add(placeOf("types", T.Name, T.Line),
                  "type '" + T.Name + "' is not in the headers",
                  nearest(T.Name, Names.Records));
      return;
    }
    for (const MemberRole &M : T.Members)
      if (++Checked && !It->second.count(M.Name))
        Found.add(placeOf("types", M.Name, T.Line),
                  "type '" + T.Name + "' has no member '" + M.Name +
                      "' in the headers",
                  nearest(M.Name, It->second));
  }

  const HeaderNames &Names;
  const Model &Library;
  const YamlNode &Root;
  Problems &Found;
  std::vector<llvm::StringRef> AllFunctions;
  unsigned Checked = 0;
};

} // namespace

unsigned session::checkAgainst(const HeaderNames &Names, const Model &Library,
                               const YamlNode &Root, Problems &Found) {
  return HeaderCheck(Names, Library, Root, Found).run();
}
