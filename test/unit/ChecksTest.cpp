// What the checks make of the solver's violations, and which findings are left.
#include "checks/Check.h"
#include "checks/Hiding.h"
#include "gmock/gmock.h"

using namespace session;
using namespace session::checks;
using solver::Cause;
using solver::Confidence;
using solver::Violation;
using testing::ElementsAre;
using testing::IsEmpty;

namespace {

struct ChecksTest : testing::Test {
  flow::Program Program;
  ContractStore Contracts;
  solver::FunctionResult Result;
  Options Wanted;
  flow::FunctionId Opener;

  void SetUp() override {
    Model Library;
    Library.Library = "lib";
    Library.Kinds.emplace_back();
    Library.Kinds.back().Library = "lib";
    Library.Kinds.back().Kind = "connection";
    Library.Kinds.back().Closer = "lib_close";
    Library.Kinds.emplace_back();
    Library.Kinds.back().Library = "lib";
    Library.Kinds.back().Kind = "statement";
    Library.Kinds.back().IsChild = true;
    EXPECT_FALSE(bool(Contracts.add(Library)));
    Result.Self = function("c:@F@work", "work");
    Opener = function("c:@F@lib_open", "lib_open");
  }
  flow::FunctionId function(llvm::StringRef Usr, llvm::StringRef Name) {
    flow::Function F;
    F.Usr = Program.Symbols.Names.intern(Usr);
    F.Name = Program.Symbols.Names.intern(Name);
    return Program.Symbols.add(F);
  }
  Violation &add(Cause Why, unsigned Site = 0) {
    Violation V;
    V.Why = Why;
    V.Session.Opener = Opener;
    V.Session.OpenerOrdinal = Site;
    V.Session.OpenedAt = AnchorId(Site);
    V.Session.Kind = "lib.connection";
    Result.Violations.push_back(V);
    return Result.Violations.back();
  }
  std::vector<Finding> run() {
    std::vector<llvm::StringRef> Names;
    for (const Check &C : allChecks())
      Names.push_back(C.Name);
    return runChecks({Program, Contracts, Result, Wanted}, Names);
  }
  std::vector<Message> messages() {
    std::vector<Message> All;
    for (const Finding &F : run())
      All.push_back(F.Text);
    return All;
  }
};

TEST_F(ChecksTest, EveryCauseOfALeakHasItsMessage) {
  for (Cause Why :
       {Cause::FailedOpen, Cause::Return, Cause::Unwinding, Cause::Overwritten,
        Cause::Discarded, Cause::WrongRelease, Cause::RefusedClose})
    add(Why);
  EXPECT_THAT(messages(),
              ElementsAre(Message::LeakFailedOpen, Message::LeakOnReturn,
                          Message::LeakOnThrow, Message::LeakOverwritten,
                          Message::LeakDiscarded, Message::LeakWrongRelease,
                          Message::LeakRefusedClose));
}

TEST_F(ChecksTest, BreachesOfReleaseAreLeaks) {
  add(Cause::None).Broken = Breach::WrongRelease;
  add(Cause::None).Broken = Breach::CloseRefused;
  EXPECT_THAT(messages(), ElementsAre(Message::LeakWrongRelease,
                                      Message::LeakRefusedClose));
}

TEST_F(ChecksTest, MemoryOfNoKnownKindMayBeFreed) {
  Violation &V = add(Cause::None);
  V.Broken = Breach::WrongRelease;
  V.Session.Kind.clear();
  EXPECT_THAT(messages(), IsEmpty());
}

TEST_F(ChecksTest, RefusedCloseIsToldAtTheClose) {
  Violation &V = add(Cause::RefusedClose);
  V.At = AnchorId(20);
  flow::WitnessEvent Refused;
  Refused.What = flow::WitnessEvent::EventHappened;
  Refused.Event = EventKind::CloseRefused;
  Refused.At = AnchorId(10);
  Refused.Callee = function("c:@F@lib_close", "lib_close");
  V.Path = {Refused};
  Finding F = run().front();
  EXPECT_EQ(F.At, AnchorId(10));
  EXPECT_EQ(F.Culprit, Refused.Callee);
}

TEST_F(ChecksTest, MemberThatNobodyCloses) {
  add(Cause::Return).HandleInField = true;
  EXPECT_THAT(messages(), ElementsAre(Message::LeakMember));
}

TEST_F(ChecksTest, UseAfterClose) {
  add(Cause::None, 0).Broken = Breach::UsedAfterClose;
  add(Cause::None, 1).Broken = Breach::ClosedTwice;
  Violation &Copy = add(Cause::None, 2);
  Copy.Broken = Breach::ClosedTwice;
  Copy.AfterCopy = true;
  Violation &Moved = add(Cause::None, 3);
  Moved.Broken = Breach::UsedAfterClose;
  Moved.MovedFrom = true;
  Violation &Over = add(Cause::None, 4);
  Over.Broken = Breach::UsedAfterClose;
  Over.TransactionOver = true;
  EXPECT_THAT(messages(),
              ElementsAre(Message::UsedAfterClose, Message::ClosedTwice,
                          Message::ClosedTwiceByCopy, Message::UsedAfterMove,
                          Message::UsedAfterEnd));
  EXPECT_EQ(run().front().Check, "session-use-after-close");
}

TEST_F(ChecksTest, BreachesOfTransactionsAreOtherChecks) {
  add(Cause::None).Broken = Breach::BegunInside;
  add(Cause::None).Broken = Breach::UsedAfterFailure;
  std::vector<Finding> Told = run();
  ASSERT_EQ(2u, Told.size());
  EXPECT_EQ("session-missing-rollback", Told[0].Check);
  EXPECT_EQ(Message::BegunInside, Told[0].Text);
  EXPECT_EQ("session-use-after-failure", Told[1].Check);
}

TEST_F(ChecksTest, LeakOfAChildIsAnotherChecks) {
  add(Cause::Return).Session.Kind = "lib.statement";
  std::vector<Finding> Told = run();
  ASSERT_EQ(1u, Told.size());
  EXPECT_EQ("session-statement-leak", Told[0].Check);
}

TEST_F(ChecksTest, LeakHidesThatOfItsChildOnTheSameWay) {
  add(Cause::Return);
  add(Cause::Return, 1).Session.Kind = "lib.statement";
  std::vector<Finding> Told = run();
  ASSERT_EQ(1u, Told.size());
  EXPECT_EQ("session-leak", Told[0].Check);
}

TEST_F(ChecksTest, OpenTransactionsHaveAMessageForEachWayOut) {
  add(Cause::Return).Broken = Breach::LeftInside;
  add(Cause::Unwinding).Broken = Breach::LeftInside;
  add(Cause::None).Broken = Breach::CommitRollsBack;
  EXPECT_THAT(messages(),
              ElementsAre(Message::RollbackOnReturn, Message::RollbackOnThrow,
                          Message::CommitRollsBack));
}

TEST_F(ChecksTest, OneFindingForSessionAndCause) {
  add(Cause::Return, 0);
  add(Cause::Return, 0);
  add(Cause::Unwinding, 0);
  add(Cause::Return, 1);
  EXPECT_THAT(messages(),
              ElementsAre(Message::LeakOnReturn, Message::LeakOnThrow,
                          Message::LeakOnReturn));
}

TEST_F(ChecksTest, TheDefiniteOneOfSeveralIsTold) {
  add(Cause::Unwinding).Sure = Confidence::Likely;
  add(Cause::Unwinding).MoreThrowers = 7;
  std::vector<Finding> Found = run();
  ASSERT_EQ(Found.size(), 1u);
  EXPECT_EQ(Found[0].MoreThrowers, 7u);
}

TEST_F(ChecksTest, LikelyOnesCanBeLeftOut) {
  add(Cause::Unwinding).Sure = Confidence::Likely;
  add(Cause::Return);
  Wanted.ReportLikely = false;
  EXPECT_THAT(messages(), ElementsAre(Message::LeakOnReturn));
}

TEST_F(ChecksTest, OnlyEnabledChecksRun) {
  add(Cause::Return);
  EXPECT_THAT(runChecks({Program, Contracts, Result, Wanted},
                        {llvm::StringRef("session-use-after-close")}),
              IsEmpty());
}

TEST_F(ChecksTest, IdentityHasNoVariableAndNoLine) {
  Violation &V = add(Cause::Unwinding, 2);
  V.Session.Name = Program.Symbols.Names.intern("conn");
  EXPECT_EQ(run().front().Identity,
            "session-leak|c:@F@work|lib_open|2|unwinding");
}

TEST_F(ChecksTest, FindingKnowsTheLibrarysWords) {
  add(Cause::Return);
  EXPECT_EQ(run().front().Rules.Closer, "lib_close");
}

} // namespace
