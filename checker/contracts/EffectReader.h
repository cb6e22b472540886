//===- EffectReader.h - YAML to effects ------------------------*- C++ -*-===//
//
// Reads what one entry of a model says of places, outcomes and effects, and
// checks it against the model: kinds, constants, the number of parameters.
// What an entry is called and what else it says is its reader's business.
//
//===----------------------------------------------------------------------===//
#ifndef SESSION_TIDY_CONTRACTS_EFFECTREADER_H
#define SESSION_TIDY_CONTRACTS_EFFECTREADER_H

#include "contracts/Model.h"
#include "support/YamlMap.h"

namespace session {

class EffectReader {
public:
  /// Library has its constants and kinds already.
  EffectReader(const Model &Library, Problems &Found)
      : Library(Library), Found(Found) {}

  /// Paths are checked against it from now on.
  void setArity(std::optional<unsigned> N) { Arity = N; }
  /// Every effect among the keys of Entry, in the order they are written.
  std::vector<Effect> readAll(YamlMap &Entry);

  std::optional<ContractPath> path(const YamlNode &Node);
  std::vector<ContractPath> paths(YamlMap &Map, llvm::StringRef Key);
  std::vector<Setting> settings(YamlMap &Map, llvm::StringRef Key);
  std::optional<ReturnTest> test(const YamlNode &Node, llvm::StringRef Subject);
  /// A number or the name of a constant.
  std::optional<int64_t> number(const YamlNode &Node);
  /// "connection" or "sqlite3.connection"; the result has the library.
  std::optional<std::string> kind(const YamlNode &Node);
  std::optional<EventKind> event(const YamlNode &Node);
  std::optional<Precondition> readPrecondition(const YamlNode &Node);

private:
  void readKey(llvm::StringRef Key, const YamlNode &Value,
               std::vector<Effect> &Out);
  std::optional<Effect> readEffect(EffectKind What, const YamlNode &Value);
  void readParts(YamlMap &Map, unsigned Parts, Effect &E);
  void readWords(YamlMap &Map, unsigned Parts, Effect &E);
  void readOutcomes(YamlMap &Map, Effect &E);
  Outcome readOutcome(YamlMap &Map);
  std::optional<ThreadMode> readMode(const YamlNode &Node);
  Selection readSelection(const YamlNode &Node);
  std::vector<EventKind> events(YamlMap &Map, llvm::StringRef Key);
  void checkOutcomes(const Effect &E, const YamlNode &Node);
  void complain(Position At, llvm::Error E);

  const Model &Library;
  Problems &Found;
  std::optional<unsigned> Arity;
};

} // namespace session

#endif
