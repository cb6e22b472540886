//===- CalleeBinding.cpp - From callees to contracts ----------------------===//

#include "solver/CalleeBinding.h"
#include "solver/Declared.h"
#include "solver/OutcomeTest.h"
#include "solver/Overriders.h"
#include "llvm/ADT/STLExtras.h"
#include <map>

using namespace session;
using namespace session::solver;
using namespace session::flow;

static const TypeContract *objectContract(TypeId T, const SolveInput &Input,
                                          unsigned Depth) {
  constexpr unsigned MaxDepth = 8;
  const SymbolTable &Symbols = Input.Program.Symbols;
  if (Symbols[T].Kind != TypeKind::Record || Depth > MaxDepth)
    return nullptr;
  const TypeContract *Own = Input.Contracts.type(Symbols.text(Symbols[T].Name));
  if (Own)
    return Own->isObject() ? Own : nullptr;
  for (TypeId Base : Symbols[T].Bases)
    if (const TypeContract *Known = objectContract(Base, Input, Depth + 1))
      return Known;
  return nullptr;
}

static HandleTypes handleTypes(const SolveInput &Input, bool Children) {
  const SymbolTable &Symbols = Input.Program.Symbols;
  HandleTypes Types;
  for (const Model &M : Input.Contracts.models())
    for (const Policy &Kind : M.Kinds) {
      NameId Name = Symbols.Names.find(Kind.Handle);
      if (Kind.Handle.empty() || Kind.IsChild != Children || !Name)
        continue;
      for (size_t I = 0; I < Symbols.Types.size(); ++I)
        if (Symbols.Types[I].Name == Name &&
            Symbols.Types[I].Kind == TypeKind::Record)
          Types[TypeId(uint32_t(I))] = Kind.Library + "." + Kind.Kind;
    }
  return Types;
}

/// Classes whose objects are sessions, and those that derive from them.
static void addObjectTypes(const SolveInput &Input, ProgramFacts &Facts) {
  const SymbolTable &Symbols = Input.Program.Symbols;
  for (size_t I = 0; I < Symbols.Types.size(); ++I) {
    TypeId Derived{uint32_t(I)};
    if (const TypeContract *Type = objectContract(Derived, Input, 0)) {
      Facts.Handles[Derived] = Type->Kind;
      Facts.ObjectKinds.insert(Type->Kind);
    }
  }
}

/// The first of the names that no field has.
static NameId payloadField(const SymbolTable &Symbols) {
  return NameId(uint32_t(Symbols.Names.size()));
}

ProgramFacts::ProgramFacts(const SolveInput &Input)
    : Throws(Input.Program, Input.Contracts, Input.Options),
      Handles(handleTypes(Input, /*Children=*/false)),
      ChildHandles(handleTypes(Input, /*Children=*/true)) {
  addObjectTypes(Input, *this);
  Pools = findPools(Input.Program, Input.Contracts, Handles);
  const SymbolTable &Symbols = Input.Program.Symbols;
  for (size_t I = 0; I < Symbols.Statics.size(); ++I) {
    StaticId S{uint32_t(I)};
    Statics.try_emplace(Symbols.text(Symbols[S].Usr), S);
    if (Symbols[S].Text)
      Constants[Location::of(S).field(payloadField(Symbols))].Texts = {
          {Symbols[S].Text}};
  }
}

CalleeBinding::CalleeBinding(const SolveInput &Input)
    : Input(Input), Facts(Input.Facts) {
  if (!Facts)
    Facts = std::make_shared<ProgramFacts>(Input);
  if (!this->Input.Runs)
    this->Input.Runs = std::make_shared<RunCache>();
  Payload = payloadField(symbols());
  Deleter = NameId(Payload.index() + 1);
  CallOp = NameId(Payload.index() + 2);
  Parent = NameId(~0u - 1);
  Held = NameId(~0u - 2);
  Spent = NameId(~0u - 3);
  Elements = NameId(~0u - 4);
}

static const char ParentField[] = "$parent";
/// The spelling of bitsField's pseudo-fields, in paths of contracts.
static const char BitsPrefix[] = "$bits";

NameId CalleeBinding::fieldNamed(llvm::StringRef Name) const {
  if (Name == PayloadField)
    return Payload;
  if (Name == DeleterField)
    return Deleter;
  if (Name == "$call")
    return CallOp;
  unsigned Bits;
  if (Name.consume_front(BitsPrefix) && !Name.getAsInteger(10, Bits))
    return NameId(CallOp.index() + Bits);
  NameId Known = symbols().Names.find(Name);
  // A name that the program never uses: a number that no field has.
  return Known ? Known : NameId(CallOp.index() + 1);
}

static constexpr uint32_t BitsFields = 1u << 30;

NameId CalleeBinding::bitsField(uint64_t Bits) const {
  return NameId(CallOp.index() + 2 + uint32_t(Bits % BitsFields));
}

std::optional<uint64_t> CalleeBinding::bitsOf(NameId Field) const {
  uint32_t First = CallOp.index() + 2;
  if (Field.index() < First || Field.index() - First >= BitsFields)
    return std::nullopt;
  return Field.index() - First;
}

std::string CalleeBinding::fieldText(NameId Name) const {
  if (Name == Payload)
    return PayloadField;
  if (Name == Deleter)
    return DeleterField;
  if (Name == CallOp)
    return "$call";
  if (Name == Parent || Name == Held)
    return ParentField;
  if (Name.index() > CallOp.index())
    return BitsPrefix + std::to_string(Name.index() - CallOp.index());
  return symbols().text(Name).str();
}

const FunctionContract *CalleeBinding::contract(FunctionId F) const {
  if (!F)
    return nullptr;
  const Function &Callee = symbols()[F];
  // Copies and moves have the name of a constructor that opens.
  bool IsCopy = Callee.Special == SpecialMember::CopyConstructor ||
                Callee.Special == SpecialMember::MoveConstructor;
  if (IsCopy && owner(Callee.Class))
    return nullptr;
  if (const FunctionContract *Known =
          declaredFor(F, symbols(), Input.Contracts))
    return Known;
  // How a modelled type begins and ends its model says, also where the
  // library's header is among the program's own and its bodies are visible.
  if (Callee.Special != SpecialMember::None && owner(Callee.Class))
    return nullptr;
  return Input.Contracts.inferred(symbols().text(Callee.Usr));
}

const FunctionContract *CalleeBinding::contract(const Call &C) const {
  return isOverridden(C, symbols())
             ? Input.Contracts.inferred(nameOfJoin(C.Callee, symbols()))
             : contract(C.Callee);
}

const FunctionContract *CalleeBinding::contract(const OpeningSite &Site) const {
  return Site.IsVirtual
             ? Input.Contracts.inferred(nameOfJoin(Site.Opener, symbols()))
             : contract(Site.Opener);
}

const TypeContract *CalleeBinding::owner(TypeId T) const {
  if (!T || symbols()[T].Kind != TypeKind::Record)
    return nullptr;
  return Input.Contracts.type(symbols().text(symbols()[T].Name));
}

const MemberRole *CalleeBinding::role(FunctionId F, TypeId Object) const {
  if (!F)
    return nullptr;
  const Function &Callee = symbols()[F];
  const TypeContract *Class = owner(Callee.Class);
  bool FromBase = Object && Callee.InSystemHeader;
  if (!Class && FromBase)
    Class = owner(Object);
  if (!Class)
    return nullptr;
  llvm::StringRef Name = symbols().text(Callee.Name);
  size_t Colon = Name.rfind("::");
  return Class->member(Colon == llvm::StringRef::npos ? Name
                                                      : Name.substr(Colon + 2));
}

const Policy &CalleeBinding::policy(llvm::StringRef Kind) const {
  static const Policy Harmless;
  const Policy *Known = Input.Contracts.kind(Kind);
  return Known ? *Known : Harmless;
}

TypeId solver::argumentOf(TypeId Owner, size_t I, const SymbolTable &Symbols) {
  if (!Owner || I >= Symbols[Owner].Arguments.size())
    return TypeId();
  return Symbols[Owner].Arguments[I].Type;
}

StaticId CalleeBinding::staticNamed(llvm::StringRef Usr) const {
  auto It = Facts->Statics.find(Usr);
  return It == Facts->Statics.end() ? StaticId() : It->second;
}

static NameId lastName(const Place &P, const FlowGraph &G,
                       const SymbolTable &S) {
  for (size_t I = P.Path.size(); I-- > 0;)
    if (P.Path[I].What == Projection::Field)
      return P.Path[I].Name;
  return P.Variable ? G[P.Variable].Name : S[P.Static].Name;
}

/// The name of what the call at Index leaves in Kept: the place's own, or that
/// of the variable to which the temporary is assigned next.
static NameId nameOfKept(const FlowGraph &G, BlockId B, size_t Index,
                         const Place &Kept, const SymbolTable &S) {
  if (NameId Name = lastName(Kept, G, S))
    return Name;
  auto AssignedFrom = [&](const Instruction &I) -> NameId {
    const auto *A = std::get_if<Assign>(&I.What);
    bool FromResult =
        A && A->From.What == Operand::Load && A->From.Where == Kept;
    return FromResult ? lastName(A->To, G, S) : NameId();
  };
  for (size_t I = Index + 1; I < G[B].Body.size(); ++I)
    if (NameId Name = AssignedFrom(G[B].Body[I]))
      return Name;
  if (const auto *Inv = std::get_if<Invoke>(&G[B].End.What))
    for (const Instruction &I : G[Inv->Normal].Body)
      if (NameId Name = AssignedFrom(I))
        return Name;
  return NameId();
}

static NameId nameOfHandle(const FlowGraph &G, const OpeningSite &Site,
                           const Effect &E, const SymbolTable &S) {
  const auto &C = std::get<Call>(G[Site.Block].Body[Site.Index].What);
  const Operand *Given = nullptr;
  if (E.Where.Root == ContractPath::Return ||
      Site.EffectIndex == OpeningSite::Construction)
    return C.Result ? nameOfKept(G, Site.Block, Site.Index, *C.Result, S)
                    : NameId();
  if (E.Where.Root == ContractPath::This && C.Receiver)
    Given = &*C.Receiver;
  else if (E.Where.Root == ContractPath::Argument &&
           E.Where.Index < C.Arguments.size())
    Given = &C.Arguments[E.Where.Index].Value;
  // A handle in a field of what was given is known by the field's name, unless
  // the object is a local: then the user thinks of the object.
  bool Named = Given && (Given->What == Operand::Address ||
                         Given->What == Operand::Load);
  return Named ? nameOfKept(G, Site.Block, Site.Index, Given->Where, S)
               : NameId();
}

bool solver::handsOutKept(const Effect &E) {
  for (const Outcome &O : E.Outcomes)
    if (O.Alive == Life::Unknown)
      return E.What == EffectKind::Produce;
  return false;
}

const Effect *solver::effectOfMaking(FunctionId Maker, size_t Arguments,
                                     const CalleeBinding &Binding) {
  const FunctionContract *Known = Binding.contract(Maker);
  if (!Known || Known->Result.Built != Returns::NewPointee)
    return nullptr;
  const SymbolTable &Symbols = Binding.symbols();
  TypeId Made = argumentOf(Symbols[Maker].Result, 0, Symbols);
  const TypeContract *Type = Binding.owner(Made);
  if (!Type || !Type->isObject())
    return nullptr;
  llvm::StringRef Name = Symbols.text(Symbols[Made].Name);
  size_t Colon = Name.rfind("::");
  llvm::StringRef Last =
      Colon == llvm::StringRef::npos ? Name : Name.substr(Colon + 2);
  // Parameters with defaults may follow.
  constexpr size_t MostDefaults = 4;
  const FunctionContract *Constructor = nullptr;
  for (size_t N = Arguments; !Constructor && N <= Arguments + MostDefaults; ++N)
    Constructor = Binding.input().Contracts.declared((Name + "::" + Last).str(),
                                                     unsigned(N));
  if (Constructor)
    for (const Effect &E : Constructor->Effects)
      if (E.What == EffectKind::Produce && E.Where.isValue())
        return &E;
  return nullptr;
}

/// The name of what the call was given at Path's root.
static NameId nameOfGiven(const FlowGraph &G, const Call &C,
                          const ContractPath &Path, const SymbolTable &S) {
  const Operand *Given = nullptr;
  if (Path.Root == ContractPath::This && C.Receiver)
    Given = &*C.Receiver;
  else if (Path.Root == ContractPath::Argument &&
           Path.Index < C.Arguments.size())
    Given = &C.Arguments[Path.Index].Value;
  bool Named = Given && (Given->What == Operand::Address ||
                         Given->What == Operand::Load);
  return Named ? lastName(Given->Where, G, S) : NameId();
}

std::vector<OpeningSite> solver::openingSites(const FlowGraph &Graph,
                                              const CalleeBinding &Binding) {
  std::vector<OpeningSite> Sites;
  std::map<FunctionId, unsigned> Ordinals;
  for (size_t B = 0; B < Graph.Blocks.size(); ++B) {
    const Block &Here = Graph.Blocks[B];
    for (size_t I = 0; I < Here.Body.size(); ++I) {
      const auto *C = std::get_if<Call>(&Here.Body[I].What);
      const FunctionContract *Known = C ? Binding.contract(*C) : nullptr;
      if (!Known)
        continue;
      bool Any = false;
      auto Add = [&](const Effect &Produced, unsigned Index) {
        OpeningSite Site;
        Site.Block = BlockId(uint32_t(B));
        Site.Index = unsigned(I);
        Site.EffectIndex = Index;
        Site.Ordinal = Ordinals[C->Callee];
        Site.Opener = C->Callee;
        Site.IsVirtual = isOverridden(*C, Binding.symbols());
        Site.At = Here.Body[I].At;
        Site.Kind = Produced.Kind;
        Site.Handle = nameOfHandle(Graph, Site, Produced, Binding.symbols());
        Site.IsChild = Binding.policy(Produced.Kind).IsChild;
        if (Site.IsChild && Produced.Parent)
          Site.Parent =
              nameOfGiven(Graph, *C, *Produced.Parent, Binding.symbols());
        Sites.push_back(std::move(Site));
        Any = true;
      };
      if (const Effect *Made =
              effectOfMaking(C->Callee, C->Arguments.size(), Binding))
        Add(*Made, OpeningSite::Construction);
      for (size_t E = 0; E < Known->Effects.size(); ++E) {
        const Effect &Produced = Known->Effects[E];
        const Policy &Rules = Binding.policy(Produced.Kind);
        // A child that is an object ends with its own scope.
        if (!opens(Produced) || (Rules.IsChild && Rules.Handle.empty()))
          continue;
        Add(Produced, unsigned(E));
      }
      Ordinals[C->Callee] += Any;
    }
  }
  // Sessions first: what the budget has no room for is a child.
  std::vector<OpeningSite> Ordered;
  for (bool Children : {false, true})
    for (const OpeningSite &Site : Sites)
      if (Site.IsChild == Children)
        Ordered.push_back(Site);
  return Ordered;
}
