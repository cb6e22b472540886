//===- TypeReader.h - YAML to type contracts -------------------*- C++ -*-===//
//
// Reads one entry of `types:`. An entry may declare several types alike.
//
//===----------------------------------------------------------------------===//
#ifndef SESSION_TIDY_CONTRACTS_TYPEREADER_H
#define SESSION_TIDY_CONTRACTS_TYPEREADER_H

#include "contracts/EffectReader.h"

namespace session {

class TypeReader {
public:
  TypeReader(const Model &Library, Problems &Found)
      : Library(Library), Found(Found), Effects(Library, Found) {}

  std::vector<TypeContract> read(const YamlNode &Node);

private:
  void readDeleter(const YamlNode &Node, Deleter &D);
  ScopeEnd readScopeEnd(const YamlNode &Node);
  void readMembers(const YamlNode &Node, TypeContract &T);
  void readMember(MemberRole::Kind Role, const YamlNode &Node, TypeContract &T);

  const Model &Library;
  Problems &Found;
  EffectReader Effects;
};

} // namespace session

#endif
