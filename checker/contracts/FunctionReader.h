//===- FunctionReader.h - YAML to function contracts -----------*- C++ -*-===//
//
// Reads one entry of `functions:` or `uses:`. An entry may declare several
// functions alike (`names:`), so one entry gives a list.
//
//===----------------------------------------------------------------------===//
#ifndef SESSION_TIDY_CONTRACTS_FUNCTIONREADER_H
#define SESSION_TIDY_CONTRACTS_FUNCTIONREADER_H

#include "contracts/EffectReader.h"

namespace session {

class FunctionReader {
public:
  FunctionReader(const Model &Library, Problems &Found)
      : Library(Library), Found(Found), Effects(Library, Found) {}

  std::vector<FunctionContract> read(const YamlNode &Node);
  /// "name/arity" of a function that only uses its first argument.
  std::optional<FunctionContract> readUse(const YamlNode &Node);

private:
  struct Name {
    std::string Text;
    std::optional<unsigned> Arity;
    unsigned Line;
  };
  std::optional<Name> readName(const YamlNode &Node);
  std::vector<Name> readNames(YamlMap &Entry);
  void readArity(YamlMap &Entry, std::vector<Name> &Names);
  std::vector<std::string> readClasses(YamlMap &Entry,
                                       std::vector<Name> &Names);
  void readThrows(const YamlNode &Node, FunctionContract &F);
  void readThrowsMap(const YamlNode &Node, FunctionContract &F);
  void readReturns(const YamlNode &Node, FunctionContract &F);
  void readTransfers(YamlMap &Entry, FunctionContract &F);
  void readTexts(YamlMap &Entry, FunctionContract &F);
  void readSettings(YamlMap &Entry, FunctionContract &F);
  std::optional<std::pair<unsigned, ReturnTest>>
  readArgumentTest(const YamlNode &Node);
  void readNoReturn(const YamlNode &Node, FunctionContract &F);
  std::optional<unsigned> argument(const YamlNode &Node);

  const Model &Library;
  Problems &Found;
  EffectReader Effects;
};

/// A qualified name without template arguments and parameters.
bool checkQualifiedName(const YamlNode &Node, Problems &Found);

} // namespace session

#endif
