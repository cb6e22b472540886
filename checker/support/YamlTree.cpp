//===- YamlTree.cpp -------------------------------------------------------===//
//
// llvm::yaml does the scanning. It pulls tokens while its nodes are walked, so
// after the first syntax error nothing more is asked of it.
//
//===----------------------------------------------------------------------===//
#include "support/YamlTree.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/ConvertUTF.h"
#include "llvm/Support/JSON.h"
#include "llvm/Support/SourceMgr.h"
#include "llvm/Support/YAMLParser.h"

using namespace session;

namespace {

constexpr size_t LongestText = 4u << 20;
constexpr unsigned DeepestNesting = 24;

class TreeBuilder {
public:
  TreeBuilder(llvm::StringRef Text, Problems &Found)
      : Text(Text), Found(Found) {
    LineStarts.push_back(0);
    for (size_t I = 0; I != Text.size(); ++I)
      if (Text[I] == '\n')
        LineStarts.push_back(I + 1);
  }

  std::optional<YamlNode> run() {
    if (!isReadable())
      return std::nullopt;
    llvm::SourceMgr Sources;
    Sources.setDiagHandler(onSyntaxError, this);
    llvm::yaml::Stream Stream(Text, Sources, /*ShowColors=*/false);
    YamlNode Root;
    auto Document = Stream.begin();
    if (Document == Stream.end() || !build(Document->getRoot(), Root, 0) ||
        HasSyntaxError)
      return std::nullopt;
    if (++Document != Stream.end() && !HasSyntaxError)
      Found.add(position(Document->getRoot()), "a second YAML document",
                "keep one document a file");
    if (HasSyntaxError || !Found.empty())
      return std::nullopt;
    return Root;
  }

private:
  /// Everything that the scanner would take amiss or take for something else.
  bool isReadable() {
    size_t Bad = 0;
    if (Text.size() > LongestText)
      Found.add({}, "a file of more than 4 MiB", "split it");
    else if (!llvm::json::isUTF8(Text, &Bad))
      Found.add(positionOf(Bad), "a byte that is not UTF-8",
                "save the file as UTF-8");
    else if ((Bad = Text.find('\0')) != llvm::StringRef::npos)
      Found.add(positionOf(Bad), "a zero byte", "save the file as UTF-8 text");
    for (size_t Start : LineStarts) {
      llvm::StringRef Line =
          Text.drop_front(Start).take_until([](char C) { return C == '\n'; });
      size_t Tab = Line.find('\t');
      if (Tab != llvm::StringRef::npos && Tab <= Line.find_first_not_of(" \t"))
        Found.add(positionOf(Start + Tab), "a tab in the indentation",
                  "indent by spaces");
    }
    return Found.empty();
  }

  bool build(llvm::yaml::Node *Node, YamlNode &Out, unsigned Depth) {
    Out.At = position(Node);
    if (Depth > DeepestNesting)
      return problem(Out.At, "nested more than 24 deep", "flatten it");
    if (!Node || HasSyntaxError)
      return false;
    if (!Node->getAnchor().empty())
      return problem(before(Node, ("&" + Node->getAnchor()).str()),
                     "an anchor '&" + Node->getAnchor() + "'",
                     "write the value out where it is needed");
    if (!Node->getRawTag().empty())
      return problem(before(Node, Node->getRawTag().str()),
                     "a tag '" + Node->getRawTag() + "'",
                     "leave it out, or quote the text");
    if (auto *Alias = llvm::dyn_cast<llvm::yaml::AliasNode>(Node))
      return problem(before(Node, ("*" + Alias->getName()).str()),
                     "'*" + Alias->getName() + "' is an alias in YAML",
                     "quote it: \"*" + Alias->getName() + "\"");
    if (auto *Map = llvm::dyn_cast<llvm::yaml::MappingNode>(Node))
      return buildMap(*Map, Out, Depth);
    if (auto *List = llvm::dyn_cast<llvm::yaml::SequenceNode>(Node))
      return buildList(*List, Out, Depth);
    return buildScalar(*Node, Out);
  }

  bool buildScalar(llvm::yaml::Node &Node, YamlNode &Out) {
    if (auto *Scalar = llvm::dyn_cast<llvm::yaml::ScalarNode>(&Node)) {
      llvm::SmallString<64> Storage;
      Out.What = YamlNode::Scalar;
      Out.Text = Scalar->getValue(Storage).str();
    } else if (auto *Block =
                   llvm::dyn_cast<llvm::yaml::BlockScalarNode>(&Node)) {
      Out.What = YamlNode::Scalar;
      Out.Text = Block->getValue().str();
    }
    return !HasSyntaxError;
  }

  bool buildList(llvm::yaml::SequenceNode &List, YamlNode &Out,
                 unsigned Depth) {
    Out.What = YamlNode::List;
    for (llvm::yaml::Node &Item : List) {
      Out.Items.emplace_back();
      if (!build(&Item, Out.Items.back(), Depth + 1))
        return false;
    }
    return !HasSyntaxError;
  }

  bool buildMap(llvm::yaml::MappingNode &Map, YamlNode &Out, unsigned Depth) {
    Out.What = YamlNode::Map;
    for (llvm::yaml::KeyValueNode &Entry : Map) {
      YamlNode Key, Value;
      if (!build(Entry.getKey(), Key, Depth + 1))
        return false;
      if (Key.What != YamlNode::Scalar)
        return problem(Key.At, "a key that is no word", "write 'key: value'");
      if (!build(Entry.getValue(), Value, Depth + 1))
        return false;
      if (Value.What == YamlNode::Nothing)
        Value.At = Key.At;
      addEntry(Out, std::move(Key), std::move(Value));
    }
    return !HasSyntaxError;
  }

  void addEntry(YamlNode &Out, YamlNode Key, YamlNode Value) {
    auto Same = llvm::find_if(
        Out.Keys, [&](const YamlNode &K) { return K.Text == Key.Text; });
    if (Same != Out.Keys.end()) {
      Found.add(Key.At, "key '" + Key.Text + "' given twice",
                "the first one is at line " + llvm::Twine(Same->At.Line) +
                    ", remove one of the two");
      return;
    }
    Out.Keys.push_back(std::move(Key));
    Out.Items.push_back(std::move(Value));
  }

  bool problem(Position At, const llvm::Twine &What,
               const llvm::Twine &Remedy) {
    Found.add(At, What, Remedy);
    return false;
  }

  static void onSyntaxError(const llvm::SMDiagnostic &D, void *Self) {
    auto &Builder = *static_cast<TreeBuilder *>(Self);
    // The scanner goes on complaining; only its first word is of use.
    if (Builder.HasSyntaxError)
      return;
    Builder.HasSyntaxError = true;
    Position At{unsigned(std::max(D.getLineNo(), 1)),
                unsigned(std::max(D.getColumnNo(), 0) + 1)};
    Builder.Found.add(At, "not YAML: " + D.getMessage(),
                      "check quotes, brackets and indentation here");
  }

  Position position(llvm::yaml::Node *Node) const {
    if (!Node)
      return {};
    size_t Start = offset(Node);
    // In flow style a map or list starts behind its bracket.
    if (llvm::isa<llvm::yaml::MappingNode>(Node) ||
        llvm::isa<llvm::yaml::SequenceNode>(Node)) {
      size_t Back = Text.take_front(Start).find_last_not_of(" \r\n");
      if (Back != llvm::StringRef::npos &&
          (Text[Back] == '{' || Text[Back] == '['))
        Start = Back;
    }
    return positionOf(Start);
  }

  /// Where Mark stands, which the scanner has passed when it makes Node.
  Position before(llvm::yaml::Node *Node, const std::string &Mark) const {
    size_t At = Text.take_front(offset(Node)).rfind(Mark);
    return At == llvm::StringRef::npos ? position(Node) : positionOf(At);
  }

  size_t offset(llvm::yaml::Node *Node) const {
    const char *Start = Node->getSourceRange().Start.getPointer();
    bool Inside = Start >= Text.begin() && Start <= Text.end();
    return Inside ? Start - Text.begin() : 0;
  }

  Position positionOf(size_t Offset) const {
    auto Next = llvm::upper_bound(LineStarts, Offset);
    size_t Line = Next - LineStarts.begin(); // LineStarts[0] is 0: at least 1
    return {unsigned(Line), unsigned(Offset - LineStarts[Line - 1] + 1)};
  }

  llvm::StringRef Text;
  Problems &Found;
  std::vector<size_t> LineStarts;
  bool HasSyntaxError = false;
};

} // namespace

std::optional<YamlNode> session::parseYaml(llvm::StringRef Text,
                                           Problems &Found) {
  // The scanner may look one character past the end.
  std::string Terminated = Text.str();
  auto Root = TreeBuilder(Terminated, Found).run();
  if (!Root && Found.empty())
    Found.add({}, "nothing that can be read as YAML",
              "check quotes, brackets and indentation");
  return Root;
}

llvm::StringRef session::kindName(YamlNode::Kind What) {
  switch (What) {
  case YamlNode::Nothing:
    return "nothing";
  case YamlNode::Scalar:
    return "a word";
  case YamlNode::Map:
    return "a map";
  case YamlNode::List:
    return "a list";
  }
  return "";
}
