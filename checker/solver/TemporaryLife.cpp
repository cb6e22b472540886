//===- TemporaryLife.cpp - When a temporary is of no more use -------------===//

#include "solver/TemporaryLife.h"

using namespace session;
using namespace session::solver;
using namespace session::flow;

TemporaryLife::TemporaryLife(const FlowGraph &Graph)
    : Graph(Graph), LiveOut(Graph.Blocks.size()), Deaths(Graph.Blocks.size()) {
  findLiveOut();
  for (uint32_t B = 0; B < Graph.Blocks.size(); ++B)
    findDeaths(B);
  LiveOut.clear();
}

void TemporaryLife::note(const Place &P, Mentions &Out) const {
  if (P.Variable && Graph[P.Variable].Kind == VariableKind::Temporary)
    Out.push_back(P.Variable);
}

void TemporaryLife::note(const Operand &O, Mentions &Out) const {
  if (O.What == Operand::Load || O.What == Operand::Address)
    note(O.Where, Out);
}

TemporaryLife::Mentions TemporaryLife::mentionsOf(const Op &What) const {
  Mentions Out;
  if (const auto *A = std::get_if<Assign>(&What)) {
    note(A->To, Out);
    note(A->From, Out);
  } else if (const auto *C = std::get_if<Compare>(&What)) {
    note(C->To, Out);
    note(C->Left, Out);
    note(C->Right, Out);
  } else if (const auto *M = std::get_if<Mask>(&What)) {
    note(M->To, Out);
    note(M->From, Out);
  } else if (const auto *P = std::get_if<Add>(&What)) {
    note(P->To, Out);
    note(P->From, Out);
  } else if (const auto *N = std::get_if<Not>(&What)) {
    note(N->To, Out);
    note(N->From, Out);
  } else if (const auto *K = std::get_if<Call>(&What)) {
    note(K->Target, Out);
    if (K->Receiver)
      note(*K->Receiver, Out);
    for (const Argument &A : K->Arguments)
      note(A.Value, Out);
    if (K->Result)
      note(*K->Result, Out);
  } else if (const auto *L = std::get_if<Closure>(&What)) {
    note(L->To, Out);
  } else if (const auto *Dead = std::get_if<StorageDead>(&What)) {
    Place P;
    P.Variable = Dead->What;
    note(P, Out);
  } else if (const auto *New = std::get_if<Allocate>(&What)) {
    note(New->To, Out);
  } else if (const auto *Freed = std::get_if<Release>(&What)) {
    note(Freed->What, Out);
  } else if (const auto *O = std::get_if<Opaque>(&What)) {
    for (const Place &P : O->Clobbers)
      note(P, Out);
  }
  return Out;
}

TemporaryLife::Mentions
TemporaryLife::mentionsOf(const TerminatorOp &What) const {
  Mentions Out;
  if (const auto *T = std::get_if<Branch>(&What))
    note(T->Condition, Out);
  else if (const auto *S = std::get_if<Switch>(&What))
    note(S->Value, Out);
  return Out;
}

std::vector<std::vector<uint32_t>> TemporaryLife::blocksThatMention() const {
  std::vector<std::vector<uint32_t>> Users(Graph.Variables.size());
  for (uint32_t B = 0; B < Graph.Blocks.size(); ++B) {
    auto Use = [&](const Mentions &Found) {
      for (VariableId V : Found)
        if (Users[V.index()].empty() || Users[V.index()].back() != B)
          Users[V.index()].push_back(B);
    };
    for (const Instruction &I : Graph.Blocks[B].Body)
      Use(mentionsOf(I.What));
    Use(mentionsOf(Graph.Blocks[B].End.What));
  }
  return Users;
}

void TemporaryLife::findLiveOut() {
  std::vector<std::vector<uint32_t>> Predecessors(Graph.Blocks.size());
  for (uint32_t B = 0; B < Graph.Blocks.size(); ++B)
    for (BlockId To : successors(Graph.Blocks[B].End))
      Predecessors[To.index()].push_back(B);
  std::vector<std::vector<uint32_t>> Users = blocksThatMention();
  for (uint32_t V = 0; V < Users.size(); ++V) {
    if (Users[V].size() < 2)
      continue; // never live between blocks
    // Backwards from each use. A temporary has one definition, in the first
    // block that mentions it; nothing before that block can need its value.
    std::vector<uint32_t> Queue(Users[V].begin() + 1, Users[V].end());
    while (!Queue.empty()) {
      uint32_t B = Queue.back();
      Queue.pop_back();
      for (uint32_t From : Predecessors[B])
        if (LiveOut[From].insert(V).second && From != Users[V].front())
          Queue.push_back(From);
    }
  }
}

void TemporaryLife::findDeaths(uint32_t B) {
  const Block &Here = Graph.Blocks[B];
  auto &Dying = Deaths[B];
  Dying.resize(Here.Body.size() + 1);
  std::set<uint32_t> Later = LiveOut[B];
  auto Visit = [&](const Mentions &Found, size_t Index) {
    for (VariableId V : Found)
      if (Later.insert(V.index()).second)
        Dying[Index].push_back(V);
  };
  Visit(mentionsOf(Here.End.What), Here.Body.size());
  for (size_t I = Here.Body.size(); I-- > 0;)
    Visit(mentionsOf(Here.Body[I].What), I);
}
