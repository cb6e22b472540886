//===- MomentFinder.cpp - What a graph does to sessions -------------------===//

#include "sharing/MomentFinder.h"
#include "llvm/ADT/STLExtras.h"

using namespace session;
using namespace session::sharing;
using namespace session::flow;

static constexpr size_t MaxUses = 64;

Moments MomentFinder::run() {
  Found.Facts.Self = Graph.Self;
  for (const Block &B : Graph.Blocks) {
    Region = Found.Regions.at(BlockId(uint32_t(Found.ByBlock.size())));
    Found.ByBlock.emplace_back();
    for (const Instruction &I : B.Body) {
      Here = I.At;
      collect(I.What);
      if (std::holds_alternative<flow::Region>(I.What))
        collectRegion(I);
    }
    Found.Throws.push_back(mayThrow(B));
  }
  findRunners();
  // A closure that nobody is seen to start runs here, if anywhere.
  for (FunctionId Body : Closures)
    if (llvm::none_of(Found.Facts.Starts,
                      [&](const Start &S) { return S.Entry == Body; }))
      Found.Facts.Calls.push_back(Body);
  Found.Facts.Returned = Names.returned();
  Found.Facts.Fields = Names.fields();
  bool Joins = false;
  for (const auto &Block : Found.ByBlock)
    for (const Moment &M : Block)
      if (M.What == Moment::Join) {
        noteJoined(M.Where);
        Joins = true;
      }
  // Of a loop over somebody's threads only the loop's variable has a name.
  if (Joins && Found.Facts.Joins.empty() && Found.Facts.Starts.empty())
    Found.Facts.Joins.push_back(Spot());
  collectConditions();
  return std::move(Found);
}

/// What is asked matters to openings, here and in callers.
void MomentFinder::collectConditions() {
  bool Opens = llvm::any_of(Found.Facts.Uses, [](const SessionUse &U) {
    return U.What == UseKind::Opens;
  });
  bool MayTell = Graph.find(VariableKind::Result) && dependsOnStatic();
  if (!Opens && !MayTell)
    return;
  Mentions Mentioned(Graph, Names, Known);
  for (const Spot &S : Mentioned.ofResult())
    if (S.isStatic())
      Found.Facts.Tells.push_back(S.Where.Static);
  for (size_t B = 0; Opens && B < Graph.Blocks.size(); ++B)
    ask(Graph.Blocks[B].End, Mentioned, Found.ByBlock[B]);
}

/// Reads one, or calls what tells of one.
bool MomentFinder::dependsOnStatic() const {
  auto IsStatic = [](const Operand *O) {
    return O->What == Operand::Load && O->Where.Static;
  };
  return llvm::any_of(Graph.Blocks, [&](const Block &B) {
    return llvm::any_of(B.Body, [&](const Instruction &I) {
      const auto *C = std::get_if<Call>(&I.What);
      const FunctionFacts *Facts = C && C->Callee ? Known(C->Callee) : nullptr;
      return (Facts && !Facts->Tells.empty()) ||
             llvm::any_of(operandsOf(I.What), IsStatic);
    });
  });
}

/// Does an exception leave the block's end, as far as that counts (SEMANTICS
/// 3.14)?
bool MomentFinder::mayThrow(const Block &B) const {
  if (!std::holds_alternative<Invoke>(B.End.What) || B.Body.empty())
    return true;
  const auto *C = std::get_if<Call>(&B.Body.back().What);
  const solver::ThrowAnalysis &Throws = Binding.throws();
  return !C || Throws.counts(Throws.of(C->Callee).Rank);
}

Moment &MomentFinder::add(Moment::Kind What, Spots Where) {
  Moment S;
  S.What = What;
  S.Region = Region;
  S.Where = std::move(Where);
  Found.ByBlock.back().push_back(std::move(S));
  return Found.ByBlock.back().back();
}

void MomentFinder::ask(const Terminator &End, const Mentions &Mentioned,
                       std::vector<Moment> &To) {
  const Operand *Asked = nullptr;
  if (const auto *B = std::get_if<Branch>(&End.What))
    Asked = &B->Condition;
  else if (const auto *S = std::get_if<Switch>(&End.What))
    Asked = &S->Value;
  if (!Asked)
    return;
  std::set<Spot> About = Mentioned.of(*Asked);
  if (About.empty())
    return;
  Moment M;
  M.What = Moment::Ask;
  M.Where = Spots(About.begin(), About.end());
  To.push_back(std::move(M));
}

void MomentFinder::use(SessionUse U) {
  if (U.Session.isTooLong())
    return;
  auto Same = [&](const SessionUse &Old) {
    return Old.Session == U.Session && Old.What == U.What && Old.At == U.At &&
           Old.Asked == U.Asked && Old.Locks == U.Locks;
  };
  auto &Uses = Found.Facts.Uses;
  auto It = llvm::find_if(Uses, Same);
  if (It == Uses.end() && Uses.size() >= MaxUses)
    return;
  unsigned Index = unsigned(It - Uses.begin());
  if (It == Uses.end())
    Uses.push_back(std::move(U));
  add(Moment::Use).Index = Index;
}

void MomentFinder::useAll(const Spots &Sessions, llvm::StringRef Kind,
                          UseKind What, FunctionId Callee) {
  for (const Spot &S : Names.originals(Sessions)) {
    SessionUse U;
    U.Session = S;
    U.Kind = Kind.str();
    U.What = What;
    U.At = Here;
    U.Callee = Callee;
    if (What == UseKind::Opens)
      U.Rule = OpeningRule;
    use(std::move(U));
  }
}

TypeId MomentFinder::parameterType(const Call &C, unsigned I) const {
  if (!C.Callee || I >= Symbols[C.Callee].Parameters.size())
    return TypeId();
  return Symbols[C.Callee].Parameters[I].Type;
}

void MomentFinder::useByUnseen(const Call &C,
                               const FunctionContract *Contract) {
  bool IsForeignCxx =
      C.Callee && Symbols[C.Callee].InSystemHeader && !Symbols[C.Callee].IsC;
  for (unsigned I = 0; I < C.Arguments.size(); ++I) {
    const Operand &Given = C.Arguments[I].Value;
    std::string Kind = Types.kindOf(Given, parameterType(C, I));
    std::optional<UseKind> Does;
    if (Contract)
      Does = doesTo(*Contract, ContractPath::Argument, I);
    else if (!Kind.empty() &&
             (!IsForeignCxx || Types.isOwnLibrarys(C.Callee, Given)))
      Does = UseKind::Uses;
    if (!Kind.empty() && Does)
      useAll(Names.referred(Given), Kind, *Does, C.Callee);
    if (Kind.empty())
      useHandleAt(C, I, Contract, Does);
  }
  if (C.Receiver && C.Callee)
    useReceiver(C, Contract);
}

void MomentFinder::useHandleAt(const Call &C, unsigned I,
                               const FunctionContract *Contract,
                               std::optional<UseKind> Does) {
  const Operand &Given = C.Arguments[I].Value;
  Passing How = C.Arguments[I].How;
  bool MayStore =
      How == Passing::PointerToPointer || How == Passing::PointerReference;
  if (!MayStore ||
      (Given.What != Operand::Address && Given.What != Operand::Load))
    return;
  std::string Kind = Types.kindOfHandleAt(Given, parameterType(C, I));
  if (Kind.empty() || (Contract && !Does))
    return;
  Spots Sessions;
  for (const Spot &Handle : Names.referred(Given))
    Sessions.push_back(Handle.deref());
  useAll(Sessions, Kind, Does.value_or(UseKind::Opens), C.Callee);
}

/// A handle by value that refers to nothing yet, or to what another one does.
bool MomentFinder::makesHandle(const Call &C,
                               const FunctionContract *Contract) const {
  const TypeContract *Type = Binding.owner(C.ObjectType);
  SpecialMember Special = Symbols[C.Callee].Special;
  return C.Kind == CallKind::Constructor && !Contract && Type &&
         Type->Copy == CopyRule::Shares &&
         (Special == SpecialMember::DefaultConstructor ||
          Special == SpecialMember::CopyConstructor ||
          Special == SpecialMember::MoveConstructor);
}

void MomentFinder::useReceiver(const Call &C,
                               const FunctionContract *Contract) {
  std::string Kind =
      Types.kindOfRecord(C.ObjectType ? C.ObjectType : Symbols[C.Callee].Class);
  if (Kind.empty() || C.Kind == CallKind::Destructor ||
      makesHandle(C, Contract))
    return;
  UseKind Does =
      C.Kind == CallKind::Constructor ? UseKind::Opens : UseKind::Uses;
  if (Contract)
    Does = doesTo(*Contract, ContractPath::This, 0).value_or(Does);
  const MemberRole *Role = ownerCall(C, Binding).Role;
  if (Role && Role->What == MemberRole::End)
    Does = UseKind::Closes;
  useAll(Names.referred(*C.Receiver), Kind, Does, C.Callee);
}

std::optional<SessionUse> MomentFinder::inherited(const SessionUse &U,
                                                  const Spot &Session,
                                                  const BoundCall &Bound) {
  SessionUse Mine = U;
  Mine.Session = Session;
  Mine.At = Here;
  Mine.Through = Bound.Callee;
  Mine.Inherited = U.Session.Of != Bound.Callee;
  Mine.Locks.clear();
  for (const Spot &L : U.Locks) {
    Spots Here = Names.translated(L, Bound);
    Mine.Locks.push_back(Here.empty() ? Spot() : Here.front());
  }
  Mine.ReadLocks.clear();
  for (const Spot &L : U.ReadLocks)
    Mine.ReadLocks.push_back(named(L, Bound).front());
  return Mine;
}

std::vector<SessionUse> MomentFinder::usesOf(const BoundCall &Bound,
                                             bool Inside) {
  std::vector<SessionUse> Result;
  const FunctionFacts *Facts = Known(Bound.Callee);
  if (!Facts)
    return Result;
  for (const SessionUse &U : Facts->Uses)
    for (const Spot &S : Names.originals(Names.translated(U.Session, Bound)))
      if (auto Mine = inherited(U, S, Bound)) {
        if (Inside)
          Mine->At = U.At;
        Result.push_back(std::move(*Mine));
      }
  return Result;
}

void MomentFinder::collectCall(const Call &C) {
  const FunctionFacts *Facts = C.Callee ? Known(C.Callee) : nullptr;
  const FunctionContract *Contract = Binding.contract(C.Callee);
  if (Contract && Contract->From != Origin::Declared)
    Contract = nullptr;
  OpeningRule = Contract ? ruleOfOpening(C, *Contract) : std::nullopt;
  if (C.Callee)
    Found.Facts.Calls.push_back(C.Callee);
  if (C.Kind == CallKind::Virtual)
    for (FunctionId F : Symbols[C.Callee].Overriders)
      Found.Facts.Calls.push_back(F);
  if (C.Kind == CallKind::Indirect)
    collectIndirect(C);
  if (C.Result) {
    set(*C.Result, nullptr);
    storeResult(C);
  }
  if (Contract)
    applyEffects(C, *Contract);
  takeCallables(C, Contract, Facts);
  if (Facts && !Contract)
    applyFacts(C, *Facts);
  else
    useByUnseen(C, Contract);
  joinQueue(C);
  noteAnswer(C);
  applyOwner(C);
  runParameter(C);
}

void MomentFinder::storeResult(const Call &C) {
  TypeId T = Names.typeOf(*C.Result);
  std::string Kind = Types.kindOfRecord(Types.pointee(T));
  renew(*C.Result);
  if (!Kind.empty() && T && Symbols[T].Kind == TypeKind::Pointer)
    storeHandle(*C.Result, Kind, C.Callee);
}

void MomentFinder::storeHandle(const Place &To, llvm::StringRef Kind,
                               FunctionId Callee) {
  Spots Sessions;
  for (const Spot &S : Names.spots(To)) {
    bool Derefs = llvm::any_of(S.Where.Path, [](const Projection &P) {
      return P.What == Projection::Deref;
    });
    if (S.isStatic() || Derefs)
      Sessions.push_back(S.deref());
  }
  useAll(Sessions, Kind, UseKind::Opens, Callee);
}

void MomentFinder::applyOwner(const Call &C) {
  auto [Owner, Role] = ownerCall(C, Binding);
  if (!Owner || Owner->Holds != Holding::Pointer || !C.Receiver)
    return;
  bool Ends =
      Role && (Role->What == MemberRole::End ||
               (Role->What == MemberRole::Replace && C.Arguments.empty()));
  bool Fills = Role && Role->What == MemberRole::Replace &&
               !C.Arguments.empty() &&
               C.Arguments.front().Value.What != Operand::Null;
  TypeId Inside = solver::argumentOf(
      C.ObjectType ? C.ObjectType : Symbols[C.Callee].Class, 0, Symbols);
  std::string Kind = Types.kindOfRecord(Inside);
  if (Kind.empty() || (!Ends && !Fills))
    return;
  Spots Sessions;
  for (const Spot &S : Names.referred(*C.Receiver))
    Sessions.push_back(S.field(Binding.Payload).deref());
  useAll(Sessions, Kind, Ends ? UseKind::Closes : UseKind::Opens, C.Callee);
}

void MomentFinder::renew(const Place &To) {
  if (!To.Variable || !To.Path.empty())
    return;
  Spot S;
  S.Of = Graph.Self;
  S.Where = To;
  add(Moment::Renew, {S});
}

void MomentFinder::renew(VariableId V) {
  Place P;
  P.Variable = V;
  renew(P);
}

/// What an integer or a flag is from now on.
void MomentFinder::set(const Place &To, const Operand *From) {
  Spot S;
  S.Where = To;
  if (To.Variable)
    S.Of = Graph.Self;
  Moment &Set = add(Moment::Set, {S});
  if (From && From->What == Operand::Integer)
    Set.Number = From->Number;
}

void MomentFinder::collectAssign(const Assign &A) {
  renew(A.To);
  set(A.To, &A.From);
  TypeId T = Names.typeOf(A.To);
  if (A.From.What == Operand::Function)
    storeCallback(A);
  if (!T || Symbols[T].Kind != TypeKind::Pointer ||
      A.From.What == Operand::Null || A.From.What == Operand::Integer)
    return;
  std::string Kind = Types.kindOfRecord(Symbols[T].Pointee);
  if (!Kind.empty())
    storeHandle(A.To, Kind, FunctionId());
}

void MomentFinder::collect(const Op &What) {
  if (const auto *A = std::get_if<Assign>(&What)) {
    collectAssign(*A);
  } else if (const auto *C = std::get_if<Call>(&What)) {
    collectCall(*C);
  } else if (const auto *L = std::get_if<StorageLive>(&What)) {
    renew(L->What);
  } else if (const auto *D = std::get_if<StorageDead>(&What)) {
    renew(D->What);
  } else if (const auto *R = std::get_if<Release>(&What)) {
    std::string Kind = Types.kindOf(R->What, TypeId());
    if (!Kind.empty())
      useAll(Names.referred(R->What), Kind, UseKind::Closes, FunctionId());
  } else if (const auto *K = std::get_if<Closure>(&What)) {
    Closures.push_back(K->Body);
  }
}

Moments sharing::findMoments(const FlowGraph &Graph,
                             const solver::CalleeBinding &Binding,
                             FactLookup Known, const Queues &Own) {
  return MomentFinder(Graph, Binding, std::move(Known), Own).run();
}
