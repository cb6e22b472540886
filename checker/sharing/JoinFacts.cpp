//===- JoinFacts.cpp - What the facts of all functions say together -------===//

#include "sharing/shapes/CallbackSplit.h"
#include "sharing/shapes/Members.h"
#include "sharing/shapes/Runners.h"
#include "llvm/ADT/STLExtras.h"
#include <map>
#include <set>

using namespace session;
using namespace session::sharing;
using namespace session::flow;
using solver::Confidence;

static constexpr size_t MaxParties = 6;

namespace {

class FactJoiner {
public:
  FactJoiner(llvm::ArrayRef<FunctionFacts> Facts,
             const solver::CalleeBinding &Binding)
      : Facts(Facts), Binding(Binding), P(Binding.program()),
        Symbols(Binding.symbols()), Entry(Facts, P) {
    for (const FunctionFacts &F : Facts)
      for (const SessionUse &U : F.Uses)
        noteRule(U);
    for (const FunctionFacts &F : Facts)
      for (const SessionUse &U : F.Uses)
        if (isSharedStatic(U))
          Users[U.Session].push_back(F.Self);
  }

  ProgramResult run() {
    for (const FunctionFacts &F : Facts)
      for (const Overlap &O : F.Overlaps)
        joinOverlap(F, O);
    for (const auto &[Session, Functions] : Users) {
      std::vector<Party> Parties = partiesOf(Session, Functions);
      if (!joinThreads(Session, Parties))
        if (!joinGlobal(Session, Parties))
          joinSplit(Session, Functions);
    }
    joinMembers();
    llvm::append_range(Result.Shared, findCallbackSplits(Facts, Entry, P));
    for (SharedSession &S : Result.Shared)
      S.AllRead = llvm::all_of(S.Parties, [](const Party &Mine) {
        return !Mine.Use.ReadLocks.empty();
      });
    llvm::sort(Result.Shared,
               [](const SharedSession &A, const SharedSession &B) {
                 return std::tie(A.At, A.Session) < std::tie(B.At, B.Session);
               });
    return std::move(Result);
  }

private:
  /// Who may use the session: as it was opened, else as its kind says.
  ThreadRule ruleOf(const SessionUse &U) const {
    auto Opened = Rules.find(inClass(U.Session, P));
    return Opened != Rules.end() ? Opened->second
                                 : Binding.policy(U.Kind).Threads;
  }

  void noteRule(const SessionUse &U) {
    if (!U.Rule)
      return;
    auto [It, Fresh] = Rules.try_emplace(inClass(U.Session, P), *U.Rule);
    if (!Fresh && It->second != *U.Rule)
      It->second = ThreadRule::OneAtATime;
  }

  bool isSharedStatic(const SessionUse &U) const {
    return U.Session.isStatic() && !U.Session.hasElement() &&
           !Symbols[U.Session.Where.Static].IsThreadLocal &&
           !isArray(Symbols[U.Session.Where.Static].Type) &&
           ruleOf(U) != ThreadRule::Safe;
  }

  /// Its elements are many sessions, and which one is used is not known.
  bool isArray(TypeId T) const {
    return T && Symbols[T].Kind == TypeKind::Other;
  }

  const FunctionFacts &factsOf(FunctionId F) const { return Facts[F.index()]; }

  static std::vector<const SessionUse *> usesIn(const FunctionFacts &F,
                                                const Spot &Session) {
    std::vector<const SessionUse *> Found;
    for (const SessionUse &U : F.Uses)
      if (U.Session == Session)
        Found.push_back(&U);
    return Found;
  }

  //===--- Two threads --------------------------------------------------===//

  SharedSession shared(Sharing How, const SessionUse &U, AnchorId At,
                       FunctionId In) const {
    SharedSession S;
    S.How = How;
    S.Session = U.Session;
    S.Kind = U.Kind;
    S.At = At;
    S.In = In;
    return S;
  }

  bool knows(Sharing How, const Spot &Session, AnchorId Origin) const {
    return llvm::any_of(Result.Shared, [&](const SharedSession &S) {
      bool SameOrigin = Origin && !S.Parties.empty() &&
                        S.Parties.front().StartedAt == Origin &&
                        S.Session.lastField() == Session.lastField();
      return S.How == How && (S.Session == Session || SameOrigin);
    });
  }

  Party inThread(const Start &S, const SessionUse &U) const {
    return {S.Entry, U, EntryReason::Thread, S.Origin, S.Starter};
  }

  void joinOverlap(const FunctionFacts &F, const Overlap &O) {
    const Start &First = F.Starts[O.First];
    if (ruleOf(O.Inside) == ThreadRule::Safe || O.Inside.Session.hasElement() ||
        knows(Sharing::Threads, O.Inside.Session, First.Origin))
      return;
    if (O.Inside.Session.isStatic() && !isSharedStatic(O.Inside))
      return;
    SharedSession S = shared(Sharing::Threads, O.Inside, First.At, F.Self);
    S.Parties.push_back(inThread(First, O.Inside));
    if (O.Second)
      S.Parties.push_back(inThread(F.Starts[*O.Second], O.Other));
    else
      S.Parties.push_back({F.Self, O.Other, EntryReason::None, {}, {}});
    S.Sure = ruleOf(O.Inside) == ThreadRule::ByMode ? Confidence::Likely
                                                    : Confidence::Definite;
    S.SomeLocked = !O.Inside.Locks.empty() || !O.Other.Locks.empty();
    Result.Shared.push_back(std::move(S));
  }

  /// A thread that is left running, and somebody else.
  bool joinThreads(const Spot &Session, llvm::ArrayRef<Party> Parties) {
    if (knows(Sharing::Threads, Session, {}))
      return true;
    for (const Party &Inside : Parties) {
      const Start *S = Entry.startOf(Inside.Who);
      if (Inside.Why != EntryReason::Thread || !S)
        continue;
      for (const Party &Other : Parties) {
        // Of the function that starts it, the walk knows more.
        if (Other.Who == Inside.Who || Other.Who == S->In ||
            haveCommonLock(Inside.Use, Other.Use, P))
          continue;
        SharedSession Found =
            shared(Sharing::Threads, Inside.Use, S->Origin, FunctionId());
        Found.Parties = {Inside, Other};
        Found.SomeLocked =
            !Inside.Use.Locks.empty() || !Other.Use.Locks.empty();
        Result.Shared.push_back(std::move(Found));
        return true;
      }
    }
    return false;
  }

  //===--- A static that several functions use --------------------------===//

  /// Sets the session up or ends it: such a function is taken to run alone.
  bool isSetUpOrEnd(const FunctionFacts &F, const Spot &Session) const {
    bool OpensAfterAsking = false, Closes = false;
    for (const SessionUse *U : usesIn(F, Session)) {
      if (U->What == UseKind::Opens && !U->Asked)
        return true;
      OpensAfterAsking |= U->What == UseKind::Opens;
      Closes |= U->What == UseKind::Closes;
    }
    return Closes && !OpensAfterAsking;
  }

  bool isOwnersMember(FunctionId F, const Spot &Session) const {
    const Function &Self = Symbols[F];
    bool MakesOrEnds = Self.Special != SpecialMember::None &&
                       Self.Special != SpecialMember::CopyAssignment &&
                       Self.Special != SpecialMember::MoveAssignment;
    return MakesOrEnds && Self.Class &&
           Self.Class == Symbols[Session.Where.Static].Type;
  }

  /// The first use without a lock, or the first one.
  static const SessionUse *chosen(llvm::ArrayRef<const SessionUse *> Uses) {
    const SessionUse *Best = nullptr;
    for (const SessionUse *U : Uses)
      if (U->What == UseKind::Uses && !U->Always &&
          (!Best || (U->Locks.empty() && !Best->Locks.empty())))
        Best = U;
    return Best;
  }

  /// Every entry that uses the session, itself or through its helpers.
  std::vector<Party> partiesOf(const Spot &Session,
                               llvm::ArrayRef<FunctionId> Functions) const {
    std::vector<Party> Parties;
    std::set<FunctionId> Seen;
    for (FunctionId F : Functions) {
      if (!Seen.insert(F).second)
        continue;
      const SessionUse *U = chosen(usesIn(factsOf(F), Session));
      EntryReason Why = Entry.reason(F);
      if (!U || Why == EntryReason::None || isOwnersMember(F, Session))
        continue;
      if (Why != EntryReason::Thread && isSetUpOrEnd(factsOf(F), Session))
        continue;
      Party Mine{F, *U, Why, {}, {}};
      if (const Start *S = Entry.startOf(F)) {
        Mine.StartedAt = S->Origin;
        Mine.Starter = S->Starter;
      }
      Parties.push_back(std::move(Mine));
    }
    // What a thread's own event loop calls back is the same thread.
    std::vector<FunctionId> Threads;
    for (const Party &Mine : Parties)
      if (Mine.Why == EntryReason::Thread)
        Threads.push_back(Mine.Who);
    llvm::erase_if(Parties, [&](const Party &Mine) {
      return llvm::any_of(Threads, [&](FunctionId Thread) {
        return Entry.runsOnlyIn(Thread, Mine.Who);
      });
    });
    llvm::sort(Parties, [](const Party &A, const Party &B) {
      return std::tie(A.Use.At, A.Who) < std::tie(B.Use.At, B.Who);
    });
    return Parties;
  }

  /// One lock that every use of every party is under.
  bool haveOneLock(const Spot &Session, llvm::ArrayRef<Party> Parties) const {
    std::vector<const SessionUse *> Uses;
    for (const Party &Mine : Parties)
      for (const SessionUse *U : usesIn(factsOf(Mine.Who), Session))
        if (U->What == UseKind::Uses && !U->Always)
          Uses.push_back(U);
    return llvm::any_of(Uses.front()->Locks, [&](const Spot &Lock) {
      return llvm::all_of(Uses, [&](const SessionUse *U) {
        return llvm::any_of(U->Locks, [&](const Spot &Other) {
          return sameLock(Lock, Other, P);
        });
      });
    });
  }

  bool joinGlobal(const Spot &Session, std::vector<Party> Parties) {
    if (Parties.size() < 2 || haveOneLock(Session, Parties))
      return false;
    const Static &Declared = Symbols[Session.Where.Static];
    SharedSession S =
        shared(Sharing::Global, Parties.front().Use, Declared.At, FunctionId());
    bool Evident = false, SomeFree = false;
    for (const Party &Mine : Parties) {
      Evident |= Mine.Why != EntryReason::External;
      SomeFree |= Mine.Use.Locks.empty();
      S.SomeLocked |= !Mine.Use.Locks.empty();
    }
    Evident |= S.SomeLocked && SomeFree;
    if (Evident && ruleOf(Parties.front().Use) != ThreadRule::ByMode)
      S.Sure = Confidence::Definite;
    if (Parties.size() > MaxParties) {
      S.MoreParties = unsigned(Parties.size() - MaxParties);
      Parties.resize(MaxParties);
    }
    S.Parties = std::move(Parties);
    Result.Shared.push_back(std::move(S));
    return true;
  }

  //===--- Opened here, closed there ------------------------------------===//

  /// Something owns the handle that ends it with its own life.
  bool hasOwner(const Spot &Session) const {
    for (const Projection &Step : Session.Where.Path)
      if (Step.What == Projection::Field && Step.Name == Binding.Payload)
        return true;
    TypeId T = Symbols[Session.Where.Static].Type;
    if (!T || !Symbols[T].Destructor)
      return false;
    const FunctionFacts &End = factsOf(Symbols[T].Destructor);
    return llvm::any_of(End.Uses, [&](const SessionUse &U) {
      return U.What == UseKind::Closes &&
             U.Session.lastField() == Session.lastField();
    });
  }

  const SessionUse *opening(FunctionId F, const Spot &Session) const {
    for (const SessionUse *U : usesIn(factsOf(F), Session))
      if (U->What == UseKind::Opens && !U->Asked && U->Stays)
        return U;
    return nullptr;
  }

  const SessionUse *closing(FunctionId F, const Spot &Session) const {
    for (const SessionUse *U : usesIn(factsOf(F), Session))
      if (U->What == UseKind::Closes && !U->Inherited)
        return U;
    return nullptr;
  }

  /// A caller that closes what F opens, on all its paths, or that asks first,
  /// or that runs once.
  bool isOwnedByCallers(FunctionId F, const Spot &Session,
                        std::set<FunctionId> &Seen) const {
    if (!Seen.insert(F).second)
      return true;
    bool AnyOwner = false, AllOwners = true;
    for (FunctionId Caller : Entry.callers(F)) {
      bool Risky = opening(Caller, Session) && !Symbols[Caller].IsMain &&
                   !isOwnedByCallers(Caller, Session, Seen);
      AnyOwner |= !Risky;
      AllOwners &= !Risky;
    }
    bool Unseen = Entry.reason(F) != EntryReason::None;
    return Unseen ? AnyOwner : AllOwners;
  }

  /// F has the closer registered: at exit, at unload.
  bool registers(FunctionId F, FunctionId Closer) const {
    return llvm::any_of(factsOf(F).Starts,
                        [&](const Start &S) { return S.Entry == Closer; });
  }

  void joinSplit(const Spot &Session, llvm::ArrayRef<FunctionId> Functions) {
    if (hasOwner(Session))
      return;
    std::vector<Party> Closers;
    for (FunctionId F : Functions) {
      const SessionUse *End = closing(F, Session);
      bool AlsoOpens =
          llvm::any_of(usesIn(factsOf(F), Session), [](const SessionUse *U) {
            return U->What == UseKind::Opens && !U->Inherited;
          });
      if (End && !AlsoOpens)
        Closers.push_back({F, *End, Entry.reason(F), {}, {}});
    }
    if (Closers.empty())
      return;
    for (FunctionId F : Functions) {
      const SessionUse *Open = opening(F, Session);
      std::set<FunctionId> Seen;
      bool Opens = Open && !Open->Inherited && !Symbols[F].IsMain;
      if (!Opens || registers(F, Closers.front().Who) ||
          isOwnedByCallers(F, Session, Seen))
        continue;
      SharedSession S = shared(Sharing::Split, *Open, Open->At, F);
      S.Parties.push_back({F, *Open, Entry.reason(F), {}, {}});
      llvm::append_range(S.Parties, Closers);
      Result.Shared.push_back(std::move(S));
      return;
    }
  }

  //===--- A member that a thread of the object uses --------------------===//

  std::optional<MemberKey> memberOf(const FunctionFacts &F,
                                    const SessionUse &U) const {
    return ruleOf(U) == ThreadRule::Safe ? std::nullopt
                                         : sharing::memberOf(F, U.Session, P);
  }

  /// A member whose base says that another thread runs it, as a start of the
  /// object by itself.
  std::optional<Start> ownThread(const FunctionFacts &F) const {
    if (!F.Self || !Symbols[F.Self].IsVirtual || !runsOnThread(F.Self, Binding))
      return std::nullopt;
    Start S;
    S.In = S.Entry = F.Self;
    S.When = InvokeWhen::OtherThread;
    S.At = S.Origin = Symbols[F.Self].At;
    S.Uses = F.Uses;
    S.Outlives = true;
    return S;
  }

  /// Public members use what a thread of the same object uses.
  void joinMembers() {
    for (const FunctionFacts &F : Facts)
      if (std::optional<Start> S = ownThread(F))
        for (const SessionUse &U : S->Uses)
          if (std::optional<MemberKey> Key = memberOf(F, U))
            if (U.What == UseKind::Uses && !U.Always)
              joinMember(F, *S, U, *Key);
    for (const FunctionFacts &F : Facts)
      for (const Start &S : F.Starts)
        for (const SessionUse &U : S.Uses)
          if (S.When == InvokeWhen::OtherThread && S.Outlives &&
              U.What == UseKind::Uses)
            if (std::optional<MemberKey> Key = memberOf(F, U)) {
              joinCrowd(F, S, U);
              joinMember(F, S, U, *Key);
            }
  }

  /// What a member posts where several threads run it meets itself, posted by
  /// an earlier call.
  void joinCrowd(const FunctionFacts &F, const Start &S,
                 const SessionUse &Inside) {
    bool IsAgain = S.IsCrowded && Symbols[F.Self].IsPublic &&
                   Symbols[F.Self].Special == SpecialMember::None;
    if (!IsAgain || !Inside.Locks.empty() ||
        knows(Sharing::Threads, Inside.Session, S.Origin))
      return;
    SharedSession Found = shared(Sharing::Threads, Inside, S.Origin, F.Self);
    Found.Parties = {inThread(S, Inside), inThread(S, Inside)};
    Result.Shared.push_back(std::move(Found));
  }

  void joinMember(const FunctionFacts &F, const Start &S,
                  const SessionUse &Inside, const MemberKey &Key) {
    if (knows(Sharing::Threads, Inside.Session, S.Origin))
      return;
    for (const FunctionFacts &Other : Facts) {
      if (!Other.Self || Other.Self == S.Entry || Other.Self == F.Self ||
          Symbols[Other.Self].Class != Key.Class)
        continue;
      const SessionUse *Found = nullptr;
      bool SetsUp = false, OpensApart = false;
      for (const SessionUse &U : Other.Uses) {
        std::optional<MemberKey> Own = memberOf(Other, U);
        if (!Own || *Own < Key || Key < *Own)
          continue;
        // Where only the opening thread may use it, opening it elsewhere is
        // the mistake.
        bool WrongThread =
            U.What == UseKind::Opens && ruleOf(U) == ThreadRule::OpeningThread;
        if (WrongThread)
          Found = &U;
        SetsUp |= U.What != UseKind::Uses && !WrongThread;
        OpensApart |= WrongThread;
        if (!Found && U.What == UseKind::Uses && !haveCommonLock(Inside, U, P))
          Found = &U;
      }
      const Function &Member = Symbols[Other.Self];
      bool IsFree = !SetsUp && Member.IsPublic && !Member.IsLambda &&
                    Member.Special == SpecialMember::None &&
                    Entry.reason(Other.Self) != EntryReason::None;
      bool Counts = Found && (IsFree || OpensApart);
      if (!Counts)
        continue;
      SharedSession Shared = shared(Sharing::Threads, Inside, S.Origin, F.Self);
      Shared.Parties.push_back(inThread(S, Inside));
      Shared.Parties.push_back({Other.Self, *Found, EntryReason::None, {}, {}});
      Shared.SomeLocked = !Inside.Locks.empty() || !Found->Locks.empty();
      Result.Shared.push_back(std::move(Shared));
      return;
    }
  }

  llvm::ArrayRef<FunctionFacts> Facts;
  const solver::CalleeBinding &Binding;
  const Program &P;
  const SymbolTable &Symbols;
  Entries Entry;
  std::map<Spot, std::vector<FunctionId>> Users; ///< of statics
  std::map<MemberKey, ThreadRule> Rules; ///< of sessions whose opening tells
  ProgramResult Result;
};

} // namespace

ProgramResult sharing::joinFacts(llvm::ArrayRef<FunctionFacts> Facts,
                                 const solver::CalleeBinding &Binding) {
  ProgramResult Result = FactJoiner(Facts, Binding).run();
  Result.Registries = findRegistryMisuse(Facts, Binding);
  return Result;
}
