//===- PackedYaml.cpp - Trees as bytes ------------------------------------===//
//
// A node is its kind, line, column, and its text, or its children in order
// (of a map the keys first). Numbers are LEB128.
//
//===----------------------------------------------------------------------===//

#include "support/YamlTree.h"
#include "llvm/Support/LEB128.h"
#include "llvm/Support/raw_ostream.h"

using namespace session;

static void pack(const YamlNode &Node, llvm::raw_ostream &Out) {
  Out << char(Node.What);
  llvm::encodeULEB128(Node.At.Line, Out);
  llvm::encodeULEB128(Node.At.Column, Out);
  llvm::encodeULEB128(Node.Text.size(), Out);
  Out << Node.Text;
  for (const auto *Children : {&Node.Keys, &Node.Items}) {
    llvm::encodeULEB128(Children->size(), Out);
    for (const YamlNode &Child : *Children)
      pack(Child, Out);
  }
}

static unsigned number(llvm::StringRef &Rest) {
  unsigned Length = 0;
  uint64_t Value = llvm::decodeULEB128(Rest.bytes_begin(), &Length);
  Rest = Rest.drop_front(Length);
  return unsigned(Value);
}

static YamlNode unpack(llvm::StringRef &Rest) {
  YamlNode Node;
  Node.What = YamlNode::Kind(Rest.front());
  Rest = Rest.drop_front();
  Node.At.Line = number(Rest);
  Node.At.Column = number(Rest);
  unsigned Length = number(Rest);
  Node.Text = Rest.take_front(Length).str();
  Rest = Rest.drop_front(Length);
  for (auto *Children : {&Node.Keys, &Node.Items}) {
    unsigned Count = number(Rest);
    Children->reserve(Count);
    for (unsigned I = 0; I < Count; ++I)
      Children->push_back(unpack(Rest));
  }
  return Node;
}

std::string session::packYaml(const YamlNode &Root) {
  std::string Packed;
  llvm::raw_string_ostream Out(Packed);
  pack(Root, Out);
  return Packed;
}

YamlNode session::unpackYaml(llvm::StringRef Packed) { return unpack(Packed); }
