//===- GraphNames.cpp -----------------------------------------------------===//

#include "flow/text/GraphNames.h"
#include "flow/text/Words.h"

using namespace session::flow;
using llvm::StringRef;

GraphNames::Label GraphNames::label(VariableKind Kind) {
  Label L{"", Kind, {}};
  if (In.acceptWord("this")) {
    L = {"this", VariableKind::This, {}};
  } else if (In.acceptWord("return")) {
    L = {"return", VariableKind::Result, {}};
  } else if (In.accept("%")) {
    if (In.peek().Kind == Token::Number) {
      L.Key = "%" + std::to_string(In.number<uint32_t>("a variable's number"));
      return L; // one of its kind: nothing shares its name
    }
    std::string Name = In.string("a variable's number or its name in quotes");
    L = {"=" + Name, Kind, Symbols.name(Name)};
  } else if (In.peek().Kind == Token::Word && isIdentifier(In.peek().Text) &&
             !isReserved(In.peek().Text)) {
    StringRef Name = In.next().Text;
    L = {"=" + Name.str(), Kind, Symbols.name(Name)};
  } else {
    In.fail("expected a variable");
    return L;
  }
  L.Key += "/" + std::to_string(In.ordinal());
  return L;
}

VariableId GraphNames::add(const Label &L) {
  Variable V;
  V.Name = L.Name;
  V.Kind = L.Kind;
  VariableId Id = Graph.addVariable(V);
  Variables[L.Key] = Id;
  return Id;
}

VariableId GraphNames::variable() {
  bool IsNumbered = In.peek().is("%") && In.peek(1).Kind == Token::Number;
  Label L = label(IsNumbered ? VariableKind::Temporary : VariableKind::Local);
  if (In.failed())
    return {};
  if (auto It = Variables.find(L.Key); It != Variables.end())
    return It->second;
  VariableId Fresh = add(L);
  FunctionId Self = Graph.graph().Self;
  TypeId Type;
  if (L.Kind == VariableKind::Result)
    Type = S[Self].Result;
  if (TypeId Class = S[Self].Class; Class && L.Kind == VariableKind::This)
    Type = Symbols.typeSpelled(S.text(S[Class].Spelling).str() + " *");
  Graph.graph()[Fresh].Type = Type;
  return Fresh;
}

VariableId GraphNames::declare(VariableKind Kind) {
  size_t At = In.position();
  Label L = label(Kind);
  if (!In.failed() && Variables.count(L.Key))
    In.failAt(At, "a variable of this name is already declared");
  return add(L);
}

void GraphNames::declareParameter(const Parameter &P, unsigned Index,
                                  size_t At) {
  Variable V;
  V.Name = P.Name;
  V.Type = P.Type;
  V.Kind = VariableKind::Parameter;
  V.Index = Index;
  VariableId Id = Graph.addVariable(V);
  StringRef Name = S.text(P.Name);
  std::string Key =
      Name.empty() ? "%" + std::to_string(Id.index()) : "=" + Name.str() + "/1";
  if (!Variables.try_emplace(Key, Id).second)
    In.failAt(At, "two parameters have the same name");
}

void GraphNames::declareResult(TypeId Type) {
  VariableId Id = add({"return/1", VariableKind::Result, {}});
  Graph.graph()[Id].Type = Type;
}

BlockId GraphNames::block(StringRef Name) {
  auto It = Blocks.find(Name);
  if (It != Blocks.end())
    return It->second.Block;
  BlockId Fresh = Graph.newBlock();
  IsPlaced.push_back(false);
  Blocks[Name.str()] = {Fresh, In.position()};
  return Fresh;
}

BlockId GraphNames::block() {
  size_t At = In.position();
  StringRef Name = In.word("the label of a block");
  bool IsNew = !Blocks.count(Name.str());
  BlockId B = block(Name);
  if (IsNew)
    Blocks[Name.str()].At = At;
  return B;
}

void GraphNames::place(BlockId B) {
  IsPlaced.resize(std::max<size_t>(IsPlaced.size(), B.index() + 1));
  IsPlaced[B.index()] = true;
  Order.push_back(B);
}

BlockId GraphNames::placeUnnamed() {
  BlockId B = Graph.newBlock();
  place(B);
  return B;
}

BlockId GraphNames::placeBlock() {
  size_t At = In.position();
  StringRef Name = In.word("a label");
  const FlowGraph &G = Graph.graph();
  bool IsFirst = !EntryIsNamed && Order.size() == 1 && Graph.isOpen() &&
                 G.Blocks[0].Body.empty() && !Blocks.count(Name.str());
  EntryIsNamed = true;
  if (IsFirst) {
    Blocks[Name.str()] = {G.entry(), At};
    return G.entry();
  }
  BlockId B = block(Name);
  if (IsPlaced[B.index()])
    In.failAt(At, "label '" + Name + "' is already used");
  else
    place(B);
  return B;
}

/// `resume` and the like, where no label says otherwise, are blocks that do
/// just that.
void GraphNames::placeImpliedBlocks() {
  static const std::pair<StringRef, TerminatorOp> Implied[] = {
      {"return", Return{}},
      {"resume", Resume{}},
      {"terminate", Terminate{}},
      {"unreachable", Unreachable{}}};
  for (const auto &[Name, What] : Implied) {
    auto It = Blocks.find(Name);
    if (It == Blocks.end() || IsPlaced[It->second.Block.index()])
      continue;
    place(It->second.Block);
    Graph.select(It->second.Block);
    Graph.end(What, {});
  }
}

namespace {
/// Gives every edge its block's final number.
struct Renumber {
  const std::vector<BlockId> &Final;
  void fix(BlockId &B) const {
    if (B)
      B = Final[B.index()];
  }
  void operator()(Jump &T) const { fix(T.To); }
  void operator()(Branch &T) const {
    fix(T.Then);
    fix(T.Else);
  }
  void operator()(Switch &T) const {
    for (SwitchCase &C : T.Cases)
      fix(C.To);
    fix(T.Default);
  }
  void operator()(Invoke &T) const {
    fix(T.Normal);
    fix(T.Unwind);
  }
  void operator()(Throw &T) const { fix(T.Unwind); }
  void operator()(Rethrow &T) const { fix(T.Unwind); }
  void operator()(Dispatch &T) const {
    for (Handler &H : T.Handlers)
      fix(H.To);
    fix(T.Otherwise);
  }
  template <typename Other> void operator()(Other &) const {}
};
} // namespace

void GraphNames::finish() {
  placeImpliedBlocks();
  // The first mention in the text, whatever the order of the names.
  std::optional<size_t> First;
  for (const auto &[Name, Where] : Blocks)
    if (!IsPlaced[Where.Block.index()] && (!First || Where.At < *First))
      First = Where.At;
  if (First)
    In.failAt(*First, "no block has this label");
  if (In.failed())
    return;
  FlowGraph &G = Graph.graph();
  std::vector<BlockId> Final(G.Blocks.size());
  std::vector<Block> Sorted;
  for (BlockId Old : Order) {
    Final[Old.index()] = BlockId(uint32_t(Sorted.size()));
    Sorted.push_back(std::move(G[Old]));
  }
  for (Block &B : Sorted)
    std::visit(Renumber{Final}, B.End.What);
  G.Blocks = std::move(Sorted);
}
