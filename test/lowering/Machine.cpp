#include "Machine.h"
#include "llvm/Support/raw_ostream.h"

using namespace session;
using namespace session::flow;
using namespace session::trace;

static constexpr unsigned StepLimit = 20000;
static constexpr size_t DepthLimit = 200;

void Machine::log(llvm::StringRef Event) {
  Trace += ' ';
  Trace += Event;
}

void Machine::log(llvm::StringRef Event, const Value &Id,
                  llvm::StringRef Suffix) {
  log(Event);
  Trace += Id.What == Value::Integer ? std::to_string(Id.Number) : "?";
  Trace += Suffix;
}

Outcome Machine::end(llvm::StringRef Event) {
  log(Event);
  return Outcome::Ended;
}

std::string Machine::typeName(TypeId T) const {
  if (!T)
    return "?";
  const Type &Ty = Symbols[T];
  return Symbols.text(Ty.Name ? Ty.Name : Ty.Spelling).str();
}

std::optional<bool> Machine::nextBit() {
  std::optional<bool> Bit = Choices.next();
  if (!Bit)
    log("cut");
  return Bit;
}

std::string Machine::run(const FlowGraph &Test) {
  llvm::StringRef Name = Symbols.text(Symbols[Test.Self].Name);
  AllowUnknown = Name.contains("_static");
  Resolved Call;
  Call.Callee = Test.Self;
  Outcome O = execute(Test, Call);
  if (O == Outcome::Threw)
    log("exception " + typeName(Thrown));
  else if (O == Outcome::Normal && Test.find(VariableKind::Result))
    log("return ", Call.Returned);
  else if (O == Outcome::Normal)
    log("return");
  if (O != Outcome::Ended && !Caught.empty())
    log("handler-not-ended!");
  return Trace;
}

void Machine::enter(Activation &A, const Resolved &Call) {
  const FlowGraph &G = *A.Graph;
  for (const Variable &V : G.Variables) {
    Address At = Store.fresh();
    if (V.Kind == VariableKind::This && Call.Receiver)
      Store.store(At, Value::pointer(*Call.Receiver));
    if (V.Kind == VariableKind::Result && Call.Result)
      At = *Call.Result;
    if (V.Kind == VariableKind::Parameter && V.Index < Call.Arguments.size()) {
      const Actual &Given = Call.Arguments[V.Index];
      if (Given.How == Passing::Object && Given.What.What == Value::Pointer)
        At = Given.What.To;
      else if (Given.Record)
        Store.copy(At, *Given.Record);
      else
        Store.store(At, Given.What);
    }
    A.Where.push_back(At);
  }
}

Outcome Machine::leave(Activation &A, bool Threw) {
  for (unsigned V : A.Live)
    log("storage-left!" + Symbols.text(A.Graph->Variables[V].Name).str());
  if (!Threw)
    return Outcome::Normal;
  Thrown = A.InFlight;
  return Outcome::Threw;
}

Outcome Machine::execute(const FlowGraph &G, Resolved &Call) {
  if (Stack.size() > DepthLimit)
    return end("too-deep!");
  Activation A;
  A.Graph = &G;
  A.Self = &Symbols[G.Self];
  A.Receiver = Call.Receiver;
  enter(A, Call);
  Stack.push_back(&A);
  Outcome O = Outcome::Normal;
  std::optional<BlockId> Next = G.entry();
  while (Next)
    Next = step(A, G[*Next], O);
  Stack.pop_back();
  if (VariableId Result = G.find(VariableKind::Result);
      Result && O == Outcome::Normal)
    Call.Returned = Store.load(A.Where[Result.index()]);
  return O;
}

/// Runs one block; the next one, or none when the function is left with O.
std::optional<BlockId> Machine::step(Activation &A, const Block &B,
                                     Outcome &O) {
  if (++Steps > StepLimit) {
    O = end("too-long!");
    return std::nullopt;
  }
  for (const Instruction &I : B.Body) {
    O = perform(A, I);
    if (O == Outcome::Ended)
      return std::nullopt;
    if (O == Outcome::Normal)
      continue;
    const auto *Edge = std::get_if<Invoke>(&B.End.What);
    if (!Edge || &I != &B.Body.back()) {
      O = end("no-unwind-edge!");
      return std::nullopt;
    }
    A.Unwinding = true;
    A.InFlight = Thrown;
    return Edge->Unwind;
  }
  return follow(A, B.End, O);
}

BlockId Machine::dispatch(const Activation &A, const Dispatch &D) const {
  for (const Handler &H : D.Handlers) {
    if (!H.Type || H.Type == A.InFlight)
      return H.To;
    if (A.InFlight && !Quirk.ExactTypes &&
        Symbols.isSameOrBase(H.Type, A.InFlight))
      return H.To;
  }
  return D.Otherwise;
}

/// Unknown conditions are free choices, which only functions whose name says
/// so may have.
std::optional<bool> Machine::decideBranch(const Value &Condition) {
  if (std::optional<bool> Known = Condition.truth())
    return Known;
  if (!AllowUnknown)
    log("unknown-condition!");
  return nextBit();
}

std::optional<BlockId> Machine::follow(Activation &A, const Terminator &T,
                                       Outcome &O) {
  O = Outcome::Normal;
  if (const auto *J = std::get_if<Jump>(&T.What))
    return J->To;
  if (const auto *I = std::get_if<Invoke>(&T.What))
    return I->Normal;
  if (const auto *B = std::get_if<Branch>(&T.What)) {
    if (std::optional<bool> Taken = decideBranch(evaluate(A, B->Condition)))
      return *Taken ? B->Then : B->Else;
    O = Outcome::Ended;
    return std::nullopt;
  }
  if (const auto *S = std::get_if<Switch>(&T.What)) {
    Value V = evaluate(A, S->Value);
    if (V.What != Value::Integer)
      log("unknown-switch!");
    for (const SwitchCase &C : S->Cases)
      if (V.What == Value::Integer && C.Low <= V.Number && V.Number <= C.High)
        return C.To;
    return S->Default;
  }
  if (const auto *Th = std::get_if<Throw>(&T.What)) {
    log("throw");
    A.Unwinding = true;
    A.InFlight = Th->Type;
    return Th->Unwind;
  }
  if (const auto *R = std::get_if<Rethrow>(&T.What); R && !Caught.empty()) {
    log("rethrow");
    A.Unwinding = true;
    A.InFlight = Caught.back();
    return R->Unwind;
  }
  if (const auto *D = std::get_if<Dispatch>(&T.What)) {
    if (BlockId To = dispatch(A, *D))
      return To;
    O = end("no-handler-fits!"); // after a catch-all there is no other way
    return std::nullopt;
  }
  if (std::holds_alternative<Return>(T.What))
    O = leave(A, /*Threw=*/false);
  else if (std::holds_alternative<Resume>(T.What))
    O = leave(A, /*Threw=*/true);
  else if (std::holds_alternative<Unreachable>(T.What))
    O = end("unreachable!");
  else // Terminate, or Rethrow without an exception
    O = end("terminate");
  return std::nullopt;
}

Outcome Machine::perform(Activation &A, const Instruction &I) {
  return std::visit([&](const auto &O) { return perform(A, O); }, I.What);
}

Outcome Machine::perform(Activation &A, const Assign &O) {
  Address To = resolve(A, O.To);
  if (O.From.What == Operand::Load)
    Store.copy(To, resolve(A, O.From.Where));
  else
    Store.store(To, evaluate(A, O.From));
  return Outcome::Normal;
}

static bool holds(Predicate Test, int64_t L, int64_t R) {
  switch (Test) {
  case Predicate::Equal:
    return L == R;
  case Predicate::NotEqual:
    return L != R;
  case Predicate::Less:
    return L < R;
  case Predicate::LessEqual:
    return L <= R;
  case Predicate::Greater:
    return L > R;
  case Predicate::GreaterEqual:
    return L >= R;
  }
  return false;
}

/// What a comparison of pointers and constants gives, where it is known.
static Value compareValues(Predicate Test, const Value &L, const Value &R) {
  if (L.What == Value::Unknown || R.What == Value::Unknown)
    return Value();
  if (L.What == Value::Integer && R.What == Value::Integer)
    return Value::integer(holds(Test, L.Number, R.Number));
  if (Test != Predicate::Equal && Test != Predicate::NotEqual)
    return Value();
  bool Same = L.What == R.What && L.To == R.To && L.Callee == R.Callee;
  if ((L.What == Value::Null || R.What == Value::Null) &&
      *L.truth() == *R.truth())
    Same = true;
  return Value::integer(Same == (Test == Predicate::Equal));
}

Outcome Machine::perform(Activation &A, const Compare &O) {
  Store.store(resolve(A, O.To),
              compareValues(O.Test, evaluate(A, O.Left), evaluate(A, O.Right)));
  return Outcome::Normal;
}

Outcome Machine::perform(Activation &A, const Mask &O) {
  Value V = evaluate(A, O.From);
  Store.store(resolve(A, O.To),
              V.What == Value::Integer
                  ? Value::integer(int64_t(uint64_t(V.Number) & O.Bits))
                  : Value());
  return Outcome::Normal;
}

Outcome Machine::perform(Activation &A, const Add &O) {
  Value V = evaluate(A, O.From);
  Store.store(resolve(A, O.To), V.What == Value::Integer
                                    ? Value::integer(V.Number + O.Number)
                                    : Value());
  return Outcome::Normal;
}

Outcome Machine::perform(Activation &A, const Not &O) {
  std::optional<bool> Truth = evaluate(A, O.From).truth();
  Store.store(resolve(A, O.To), Truth ? Value::integer(!*Truth) : Value());
  return Outcome::Normal;
}

static bool isElement(const std::optional<Operand> &Receiver) {
  return Receiver && !Receiver->Where.Path.empty() &&
         Receiver->Where.Path.back().What == Projection::Element;
}

Outcome Machine::perform(Activation &A, const Call &O) {
  if (O.Kind == CallKind::Destructor)
    checkReason(A, O.Why);
  Resolved Call = resolve(A, O);
  Outcome Out = call(Call, O.Kind);
  // On an element a destructor call destroys what there is of the array.
  if (O.Kind == CallKind::Destructor && isElement(O.Receiver))
    while (Out == Outcome::Normal && Call.Receiver &&
           Store.count(*Call.Receiver, Call.Class))
      Out = call(Call, O.Kind);
  if (Out == Outcome::Normal && O.Result && !Call.Result)
    Store.store(resolve(A, *O.Result), Call.Returned);
  return Out;
}

Outcome Machine::perform(Activation &A, const Closure &O) {
  Address To = resolve(A, O.To);
  Store.store(To, Value::function(O.Body));
  return Outcome::Normal;
}

Outcome Machine::perform(Activation &A, const StorageLive &O) {
  unsigned V = O.What.index();
  const Variable &Var = A.Graph->Variables[V];
  if (Var.Kind != VariableKind::Local && Var.Kind != VariableKind::Temporary)
    return Outcome::Normal;
  if (!A.Live.insert(V).second)
    log("storage-twice!" + Symbols.text(Var.Name).str());
  A.Where[V] = Store.beginStorage();
  return Outcome::Normal;
}

/// The end of storage that has not begun on this path does nothing.
Outcome Machine::perform(Activation &A, const StorageDead &O) {
  checkReason(A, O.Why);
  unsigned V = O.What.index();
  if (!A.Live.erase(V))
    return Outcome::Normal;
  Store.endStorage(A.Where[V]);
  if (Store.anyWithin(A.Where[V]))
    log("storage-of-live-object!" +
        Symbols.text(A.Graph->Variables[V].Name).str());
  return Outcome::Normal;
}

Outcome Machine::perform(Activation &A, const Allocate &O) {
  Store.store(resolve(A, O.To), Value::pointer(Store.beginStorage()));
  return Outcome::Normal;
}

Outcome Machine::perform(Activation &A, const Release &O) {
  Value V = evaluate(A, O.What);
  if (V.What != Value::Null)
    log("delete");
  return Outcome::Normal;
}

Outcome Machine::perform(Activation &A, const Catch &O) {
  if (!A.Unwinding)
    return end("catch-of-nothing!");
  Caught.push_back(A.InFlight);
  A.Unwinding = false;
  if (!O.Into)
    return Outcome::Normal;
  Address At = A.Where[O.Into.index()];
  const Variable &Var = (*A.Graph)[O.Into];
  if (Var.Type && Symbols[Var.Type].Kind == TypeKind::Reference)
    Store.store(At, Value::pointer(Store.fresh()));
  else if (Var.Type && Symbols[Var.Type].Destructor)
    Store.begin(At, Var.Type, Value());
  return Outcome::Normal;
}

Outcome Machine::perform(Activation &, const EndCatch &) {
  if (Caught.empty())
    return end("end-of-no-handler!");
  Caught.pop_back();
  return Outcome::Normal;
}

Outcome Machine::perform(Activation &, const Suspend &) {
  return end("suspend!");
}

Outcome Machine::perform(Activation &, const Region &) {
  return Outcome::Normal;
}

Outcome Machine::perform(Activation &A, const Opaque &O) {
  for (const Place &P : O.Clobbers)
    Store.forget(resolve(A, P));
  return Outcome::Normal;
}

Address Machine::resolve(const Activation &A, const Place &P) {
  Address At;
  if (P.Variable) {
    At = A.Where[P.Variable.index()];
  } else {
    while (Statics.size() <= P.Static.index())
      Statics.push_back(Store.fresh());
    At = Statics[P.Static.index()];
  }
  for (const Projection &Step : P.Path) {
    if (Step.What == Projection::Field)
      At = At.field(Step.Name);
    if (Step.What != Projection::Deref)
      continue;
    Value Pointer = Store.load(At);
    if (Pointer.What != Value::Pointer)
      log("deref-of-nothing!");
    At = Pointer.What == Value::Pointer ? Pointer.To : Store.fresh();
  }
  return At;
}

Value Machine::evaluate(const Activation &A, const Operand &O) {
  switch (O.What) {
  case Operand::Unknown:
    return Value();
  case Operand::Integer:
    return Value::integer(O.Number);
  case Operand::Null:
    return Value::null();
  case Operand::Text:
  case Operand::Prefix: {
    Value V;
    V.What = Value::Text;
    return V;
  }
  case Operand::Function:
    return Value::function(O.Callee);
  case Operand::Load:
    return Store.load(resolve(A, O.Where));
  case Operand::Address:
    return Value::pointer(resolve(A, O.Where));
  }
  return Value();
}

void Machine::checkReason(const Activation &A, Leave Why) {
  if ((Why == Leave::Unwind) != A.Unwinding)
    log("wrong-reason!");
}
