//===- YamlMap.h - Asks a YAML map for its keys ----------------*- C++ -*-===//
//
// Takes a map apart key by key. Whatever was never asked for is an unknown
// key, so the reader's code is the schema: there is no second list to keep.
// A value of the wrong type is a problem and reads as absent.
//
//===----------------------------------------------------------------------===//
#ifndef SESSION_TIDY_SUPPORT_YAMLMAP_H
#define SESSION_TIDY_SUPPORT_YAMLMAP_H

#include "support/YamlTree.h"

namespace session {

class YamlMap {
public:
  /// What is for messages: "a function". Not a map: a problem, then empty.
  YamlMap(const YamlNode &Node, llvm::StringRef What, Problems &Found);

  /// nullptr when Key is not there. Key is known from now on.
  const YamlNode *find(llvm::StringRef Key);
  /// As find, but its absence is a problem.
  const YamlNode *need(llvm::StringRef Key);

  std::optional<std::string> text(llvm::StringRef Key);
  bool flag(llvm::StringRef Key, bool Default = false);
  /// The value's index in Words.
  std::optional<unsigned> word(llvm::StringRef Key,
                               llvm::ArrayRef<llvm::StringRef> Words);
  /// The items of a list; a single scalar or map counts as a list of one.
  llvm::ArrayRef<YamlNode> list(llvm::StringRef Key);

  /// Complains of every key that nobody asked for.
  void finish();

  const YamlNode &node() const { return Node; }
  Problems &problems() { return Found; }

private:
  const YamlNode &Node;
  std::string What;
  Problems &Found;
  std::vector<llvm::StringRef> Known;
};

/// The text of a scalar; anything else is a problem with a remedy.
std::optional<std::string> scalarText(const YamlNode &Node,
                                      llvm::StringRef What, Problems &Found);
/// The index of a scalar's text in Words; else a problem with the nearest.
std::optional<unsigned> scalarWord(const YamlNode &Node, llvm::StringRef What,
                                   llvm::ArrayRef<llvm::StringRef> Words,
                                   Problems &Found);

} // namespace session

#endif
