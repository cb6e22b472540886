//===- YamlMap.cpp --------------------------------------------------------===//
#include "support/YamlMap.h"
#include "llvm/ADT/STLExtras.h"

using namespace session;

YamlMap::YamlMap(const YamlNode &Node, llvm::StringRef What, Problems &Found)
    : Node(Node), What(What.str()), Found(Found) {
  if (Node.What != YamlNode::Map)
    Found.add(Node.At, What + " is " + kindName(Node.What),
              "write it as a map of 'key: value'");
}

const YamlNode *YamlMap::find(llvm::StringRef Key) {
  if (!llvm::is_contained(Known, Key))
    Known.push_back(Key);
  for (size_t I = 0; I != Node.Keys.size(); ++I)
    if (Node.Keys[I].Text == Key)
      return &Node.Items[I];
  return nullptr;
}

const YamlNode *YamlMap::need(llvm::StringRef Key) {
  const YamlNode *Value = find(Key);
  if (!Value && Node.What == YamlNode::Map)
    Found.add(Node.At, What + " without '" + Key + "'",
              "add '" + Key + ": ...'");
  return Value;
}

std::optional<std::string> YamlMap::text(llvm::StringRef Key) {
  const YamlNode *Value = find(Key);
  return Value ? scalarText(*Value, Key, Found) : std::nullopt;
}

bool YamlMap::flag(llvm::StringRef Key, bool Default) {
  const YamlNode *Value = find(Key);
  static const llvm::StringRef Words[] = {"false", "true"};
  auto Index = Value ? scalarWord(*Value, Key, Words, Found) : std::nullopt;
  return Index ? *Index == 1 : Default;
}

std::optional<unsigned> YamlMap::word(llvm::StringRef Key,
                                      llvm::ArrayRef<llvm::StringRef> Words) {
  const YamlNode *Value = find(Key);
  return Value ? scalarWord(*Value, Key, Words, Found) : std::nullopt;
}

llvm::ArrayRef<YamlNode> YamlMap::list(llvm::StringRef Key) {
  const YamlNode *Value = find(Key);
  if (!Value)
    return {};
  if (Value->What == YamlNode::List)
    return Value->Items;
  if (Value->What != YamlNode::Nothing)
    return llvm::ArrayRef<YamlNode>(Value, 1);
  Found.add(Value->At, "'" + Key + "' has no value",
            "write a list, or leave the key out");
  return {};
}

void YamlMap::finish() {
  for (const YamlNode &Key : Node.Keys)
    if (!llvm::is_contained(Known, llvm::StringRef(Key.Text)))
      Found.add(Key.At, "unknown key '" + Key.Text + "' in " + What,
                nearestWord(Key.Text, Known));
}

std::optional<std::string> session::scalarText(const YamlNode &Node,
                                               llvm::StringRef What,
                                               Problems &Found) {
  if (Node.What == YamlNode::Scalar && !Node.Text.empty())
    return Node.Text;
  Found.add(Node.At,
            "'" + What + "' is " +
                (Node.What == YamlNode::Scalar ? "empty" : kindName(Node.What)),
            "write one word or text");
  return std::nullopt;
}

std::optional<unsigned>
session::scalarWord(const YamlNode &Node, llvm::StringRef What,
                    llvm::ArrayRef<llvm::StringRef> Words, Problems &Found) {
  auto Text = scalarText(Node, What, Found);
  if (!Text)
    return std::nullopt;
  auto It = llvm::find(Words, llvm::StringRef(*Text));
  if (It != Words.end())
    return It - Words.begin();
  Found.add(Node.At, "unknown " + What + " '" + *Text + "'",
            nearestWord(*Text, Words));
  return std::nullopt;
}
