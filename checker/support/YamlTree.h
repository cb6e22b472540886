//===- YamlTree.h - YAML text as a tree with positions ---------*- C++ -*-===//
//
// Reads the part of YAML that people need for data: maps, lists and scalars,
// one document. Anchors, aliases and tags are refused, so that what is written
// is what is read. What the tree means is the reader's business (YamlMap).
//
//===----------------------------------------------------------------------===//
#ifndef SESSION_TIDY_SUPPORT_YAMLTREE_H
#define SESSION_TIDY_SUPPORT_YAMLTREE_H

#include "support/Problems.h"
#include "llvm/ADT/StringRef.h"
#include <optional>

namespace session {

struct YamlNode {
  enum Kind : uint8_t { Nothing, Scalar, Map, List } What = Nothing;
  Position At;
  std::string Text;            ///< of a Scalar, without quotes
  std::vector<YamlNode> Keys;  ///< of a Map: scalars, each once
  std::vector<YamlNode> Items; ///< of a List; of a Map, one for each key
};

/// The root of the document; nullopt when something is wrong, which Found
/// then says. Never crashes and never loops, whatever Text holds.
std::optional<YamlNode> parseYaml(llvm::StringRef Text, Problems &Found);

/// The tree as bytes, and back: for trees that were parsed at build time.
/// Packed must be what packYaml made.
std::string packYaml(const YamlNode &Root);
YamlNode unpackYaml(llvm::StringRef Packed);

/// "a map", "a list", ... for messages.
llvm::StringRef kindName(YamlNode::Kind What);

} // namespace session

#endif
