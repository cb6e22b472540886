//===- Containers.h - Which container of sessions is meant -----*- C++ -*-===//
//
// Tells of one graph which values come out of which container of sessions (a
// field of a record, or a static: an array, or a class that a model calls a
// container), and which types can carry a session. Flow-insensitive; what is
// done to the container is PoolFinder's.
//
//===----------------------------------------------------------------------===//
#ifndef SESSION_TIDY_SOLVER_CONTAINERS_H
#define SESSION_TIDY_SOLVER_CONTAINERS_H

#include "contracts/ContractStore.h"
#include "solver/PathNames.h"
#include <map>

namespace session::solver {

/// A container of sessions: a field of a record, or a static.
struct Container {
  flow::TypeId Record;
  NameId Field;
  flow::StaticId Static;
  ContractPath Owner; ///< what a signature calls the object that has it
  bool isValid() const { return Record.isValid() || Static.isValid(); }
  friend bool operator<(const Container &A, const Container &B) {
    return std::tie(A.Record, A.Field, A.Static) <
           std::tie(B.Record, B.Field, B.Static);
  }
  friend bool operator==(const Container &A, const Container &B) {
    return !(A < B) && !(B < A);
  }
};

/// What a local may have been read from or point to.
class ElementSources {
public:
  void add(flow::VariableId V, const Container &C);
  void addAll(flow::VariableId V, flow::VariableId From);
  llvm::ArrayRef<Container> of(flow::VariableId V) const;

private:
  std::map<flow::VariableId, std::vector<Container>> Of;
};

class Containers {
public:
  using SessionRecords = std::map<flow::TypeId, std::string>;

  Containers(const flow::FlowGraph &Graph, const flow::SymbolTable &Symbols,
             const ContractStore &Contracts, const SessionRecords &Records)
      : Graph(Graph), Symbols(Symbols), Contracts(Contracts), Records(Records),
        Names(Graph, Symbols) {}

  /// The container of which a place is an element, or a part of one.
  Container containing(const flow::Place &At) const;
  /// The container on which a member is called.
  Container receiver(const flow::Call &C) const;
  ElementSources sources() const;
  flow::TypeId typeOf(const flow::Place &P) const { return Names.typeOf(P); }

private:
  Container at(const flow::Place &Whole) const;
  Container arrayAt(const flow::Place &Whole) const;
  bool holdsElements(flow::TypeId T) const;
  void addSource(const flow::Op &What, ElementSources &Found) const;
  void addFrom(flow::VariableId To, const flow::Operand &From,
               ElementSources &Found) const;

  const flow::FlowGraph &Graph;
  const flow::SymbolTable &Symbols;
  const ContractStore &Contracts;
  const SessionRecords &Records;
  PathNames Names;
};

/// A pointer to a session, an owner of one, or a record that has either. Depth:
/// how far inside of another type T stands.
bool carriesSession(flow::TypeId T, unsigned Depth,
                    const flow::SymbolTable &Symbols,
                    const ContractStore &Contracts,
                    const Containers::SessionRecords &Records);

} // namespace session::solver

#endif
