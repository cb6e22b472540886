// Every sentence of the tool against messages.golden, which a person reads and
// judges. SESSION_UPDATE_GOLDEN=1 writes the file anew.
#include "report/Story.h"
#include "gtest/gtest.h"
#include <cstdlib>
#include <fstream>
#include <sstream>

using namespace session;
using namespace session::report;
using checks::Finding;
using checks::Message;
using flow::Leave;
using flow::WitnessEvent;

namespace {

struct Example {
  flow::SymbolTable Symbols;
  source::AnchorTable Anchors;
  Finding Told;
  std::ostringstream Out;

  Example() {
    Told.Rules.Closer = "PQfinish";
    Told.Rules.Noun = "database connection";
    Told.Session.Opener = function("PQconnectdb");
    Told.Session.Name = Symbols.Names.intern("conn");
    Told.Session.OpenedAt = at(40, "PQconnectdb(info)");
    Told.In = function("load");
    Told.At = at(42, "return 1;");
  }
  flow::FunctionId function(llvm::StringRef Name) {
    flow::Function F;
    F.Name = F.Display = Symbols.Names.intern(Name);
    return Symbols.add(F);
  }
  AnchorId at(unsigned Line, llvm::StringRef Spelling) {
    source::Anchor A;
    A.File = Anchors.addFile("load.cpp");
    A.Begin.Line = A.End.Line = Line;
    A.Begin.Offset = 100 * Line;
    A.End.Offset = A.Begin.Offset + unsigned(Spelling.size());
    A.Spelling = Anchors.Names.intern(Spelling);
    return Anchors.add(A);
  }
  Subject about() { return {Told, Symbols, Anchors}; }
  void headlineFor(Message Text, Leave How = Leave::None,
                   flow::FunctionId Culprit = {}) {
    Told.Text = Text;
    Told.Leaving = How;
    Told.Culprit = Culprit;
    Out << headline(about()) << "\n";
  }
  WitnessEvent event(WitnessEvent::Kind What, llvm::StringRef Callee = {}) {
    WitnessEvent E;
    E.What = What;
    E.At = Told.At;
    E.Name = Symbols.Names.intern("self->conn");
    if (!Callee.empty())
      E.Callee = function(Callee);
    return E;
  }
  void say(const WitnessEvent &E) { Out << sentence(about(), E) << "\n"; }
};

void headlines(Example &X) {
  X.Out << "# leak\n";
  for (Leave How :
       {Leave::Return, Leave::FunctionEnd, Leave::ScopeEnd, Leave::FullExpr,
        Leave::Break, Leave::Continue, Leave::Goto, Leave::Unwind})
    X.headlineFor(Message::LeakOnReturn, How);
  X.headlineFor(Message::LeakOnThrow, Leave::Unwind, X.function("work"));
  X.headlineFor(Message::LeakOnThrow, Leave::Unwind);
  X.headlineFor(Message::LeakFailedOpen, Leave::Return);
  X.headlineFor(Message::LeakFailedOpen, Leave::Unwind);
  X.headlineFor(Message::LeakFailedOpen, Leave::Unwind, X.function("work"));
  X.headlineFor(Message::LeakFailedOpen);
  WitnessEvent Connect =
      X.event(WitnessEvent::EventHappened, "mysql_real_connect");
  Connect.Event = EventKind::ConnectFail;
  X.Told.Path = {Connect};
  X.headlineFor(Message::LeakFailedOpen, Leave::Return);
  X.Told.Path.clear();
  X.headlineFor(Message::LeakOverwritten);
  X.headlineFor(Message::LeakOverwritten, Leave::Continue);
  X.headlineFor(Message::LeakDiscarded);
  X.headlineFor(Message::LeakWrongRelease, Leave::None, X.function("free"));
  X.headlineFor(Message::LeakRefusedClose, Leave::FunctionEnd,
                X.function("sqlite3_close"));
  X.headlineFor(Message::LeakMember);
  X.Out << "# use after close\n";
  flow::FunctionId User = X.function("PQexec");
  for (Message Text : {Message::UsedAfterClose, Message::ClosedTwice,
                       Message::ClosedTwiceByCopy, Message::UsedAfterMove,
                       Message::UsedAfterEnd}) {
    X.headlineFor(Text, Leave::None, User);
    X.headlineFor(Text);
  }
  X.Told.InCallee = true;
  X.headlineFor(Message::UsedAfterClose, Leave::None, X.function("log_error"));
  WitnessEvent Close = X.event(WitnessEvent::EventHappened, "shut_down");
  Close.Event = EventKind::Close;
  X.Told.Path = {Close};
  X.headlineFor(Message::UsedAfterClose, Leave::None, X.function("log_error"));
  X.Told.Path.clear();
  X.Told.InCallee = false;
  X.Out << "# transactions\n";
  X.headlineFor(Message::RollbackOnReturn, Leave::Return);
  X.headlineFor(Message::RollbackOnReturn, Leave::FunctionEnd);
  X.headlineFor(Message::RollbackOnThrow, Leave::Unwind, X.function("work"));
  X.headlineFor(Message::RollbackOnThrow, Leave::Unwind);
  X.headlineFor(Message::RollbackAfterCommit, Leave::Return);
  for (Message Text : {Message::BegunInside, Message::EndedOutside,
                       Message::GivenBackInside, Message::EndCommits,
                       Message::CommitUnlooked,
                       Message::UsedAfterFailure, Message::CommitRollsBack})
    X.headlineFor(Text, Leave::None, User);
  X.Out << "# a lease, a child, a session without a name\n";
  X.Told.Rules.IsLease = true;
  X.headlineFor(Message::LeakOnReturn, Leave::Return);
  X.headlineFor(Message::UsedAfterClose, Leave::None, User);
  X.Told.Rules.IsLease = false;
  X.Told.Rules.IsChild = true;
  X.headlineFor(Message::UsedAfterClose, Leave::None, User);
  X.Told.Rules.Noun = "query result";
  X.headlineFor(Message::LeakDiscarded);
  X.Told.Rules.IsChild = false;
  X.Told.Session.Name = NameId();
  X.headlineFor(Message::LeakOnReturn, Leave::Return);
  X.Told.Session.Opener = {};
  X.headlineFor(Message::ClosedTwice, Leave::None, User);
}

/// What functions do together, with each kind of note.
void sharing(Example &X) {
  X.Out << "# shared\n";
  X.Told.Sharers = 3;
  X.Told.Session.Name = X.Symbols.Names.intern("conn");
  X.Told.Culprit = X.function("stop");
  for (Message Text :
       {Message::SharedByFunctions, Message::OpenedAndClosedApart,
        Message::SharedByThreads, Message::SharedBetweenThreads})
    X.headlineFor(Text, Leave::None, X.function("stop"));
  auto Notes = [&] {
    for (auto What : {WitnessEvent::DeclaredHere, WitnessEvent::UsedIn,
                      WitnessEvent::OpenedIn, WitnessEvent::ClosedIn,
                      WitnessEvent::ThreadBegun, WitnessEvent::Registered}) {
      WitnessEvent E = X.event(What, "PQfinish");
      E.In = X.function("stop");
      X.say(E);
    }
  };
  Notes();
  X.Told.SomeLocked = true;
  X.headlineFor(Message::SharedByFunctions);
  WitnessEvent Used = X.event(WitnessEvent::UsedIn, "PQexec");
  Used.In = X.function("add");
  X.say(Used);
  Used.Truth = true;
  X.say(Used);
  flow::Function Lambda;
  Lambda.IsLambda = true;
  Lambda.At = X.at(12, "[] { run(); }");
  Used.In = X.Symbols.add(Lambda);
  X.say(Used);
  X.Out << moreSharers(1) << "\n" << moreSharers(4) << "\n";
}

/// What functions do to each other's sessions.
void meddling(Example &X) {
  X.Out << "# meddling, taken again, registries, waiting\n";
  X.Told.SomeLocked = false;
  flow::FunctionId Helper = X.function("helper");
  for (Message Text :
       {Message::BegunByCallee, Message::EndedByCallee, Message::HeldTwice,
        Message::FileOpenedTwice, Message::ConfiguredTooLate,
        Message::AskedInVain, Message::NotRemoved, Message::AllClosedInside,
        Message::SessionWaits, Message::TransactionWaits})
    X.headlineFor(Text, Leave::None, Helper);
  X.Told.Rules.IsLease = true;
  X.headlineFor(Message::SessionWaits, Leave::None, Helper);
  for (PoolWhenDry What : {PoolWhenDry::Unknown, PoolWhenDry::Blocks,
                           PoolWhenDry::Throws, PoolWhenDry::ReturnsNull}) {
    X.Told.Rules.WhenDry = What;
    X.headlineFor(Message::TakenAgain, Leave::None, Helper);
    X.headlineFor(Message::TakenInLoop, Leave::None, Helper);
  }
  X.Told.InCallee = true;
  X.headlineFor(Message::TakenAgain, Leave::None, Helper);
}

void branches(Example &X) {
  X.Out << "# branches\n";
  WitnessEvent Branch = X.event(WitnessEvent::BranchTaken);
  Branch.At = X.at(41, "n > 3");
  Branch.Truth = true;
  X.say(Branch);
  Branch.At = X.at(41, std::string(60, 'x'));
  Branch.Truth = false;
  X.say(Branch);
  Branch.At = X.at(41, ":"); // of a loop over a range
  X.say(Branch);
  Branch.Truth = true;
  X.say(Branch);
  WitnessEvent Case = X.event(WitnessEvent::CaseTaken);
  Case.At = X.at(41, "kind");
  X.say(Case);
  Case.HasNumber = true;
  Case.Number = -2;
  X.say(Case);
}

void throwing(Example &X) {
  X.Out << "# throwing\n";
  WitnessEvent May = X.event(WitnessEvent::MayThrow, "work");
  for (auto Why : {WitnessEvent::None, WitnessEvent::ShownByBody,
                   WitnessEvent::SaidByModel, WitnessEvent::UnseenProject,
                   WitnessEvent::CallsUnseen, WitnessEvent::ForeignCode}) {
    May.Why = Why;
    X.say(May);
  }
  X.Out << thrownInside(X.about(), May) << "\n"
        << moreThrowers(1) << "\n"
        << moreThrowers(4) << "\n"
        << instantiated("load<int>") << "\n";
}

void events(Example &X) {
  X.Out << "# events\n";
  for (unsigned I = 0; I <= unsigned(EventKind::Reset); ++I) {
    WitnessEvent E = X.event(WitnessEvent::EventHappened, "helper");
    E.Event = EventKind(I);
    X.say(E);
  }
}

void steps(Example &X) {
  X.Out << "# steps\n";
  for (auto What :
       {WitnessEvent::Opened, WitnessEvent::OpenFailed, WitnessEvent::Stored,
        WitnessEvent::LoopEntered, WitnessEvent::Thrown, WitnessEvent::Caught,
        WitnessEvent::Copied, WitnessEvent::Moved, WitnessEvent::Cleanup,
        WitnessEvent::Overwritten})
    X.say(X.event(What, "Guard::~Guard"));
  for (unsigned I = 0; I <= unsigned(Leave::Unwind); ++I) {
    WitnessEvent Left = X.event(WitnessEvent::Left);
    Left.Leaving = Leave(I);
    X.say(Left);
  }
}

std::string readAll(const std::string &Path) {
  std::ifstream In(Path);
  return {std::istreambuf_iterator<char>(In), {}};
}

TEST(Messages, AreTheGoldenOnes) {
  Example X;
  branches(X);
  throwing(X);
  events(X);
  steps(X);
  headlines(X);
  sharing(X);
  meddling(X);
  std::string Golden = SESSION_GOLDEN;
  if (std::getenv("SESSION_UPDATE_GOLDEN"))
    std::ofstream(Golden) << X.Out.str();
  EXPECT_EQ(X.Out.str(), readAll(Golden));
}

TEST(Story, TellsThePathInOrder) {
  Example X;
  X.Told.Text = Message::LeakOnThrow;
  X.Told.Culprit = X.function("work");
  X.Told.MoreThrowers = 2;
  WitnessEvent Opened = X.event(WitnessEvent::Opened, "PQconnectdb");
  Opened.At = X.Told.Session.OpenedAt;
  WitnessEvent Stored = X.event(WitnessEvent::Stored);
  Stored.At = Opened.At;
  WitnessEvent Used = X.event(WitnessEvent::EventHappened, "PQexec");
  WitnessEvent May = X.event(WitnessEvent::MayThrow, "work");
  May.Why = WitnessEvent::ShownByBody;
  May.ThrowAt = X.at(7, "throw 1");
  WitnessEvent Left = X.event(WitnessEvent::Left);
  Left.Leaving = Leave::Unwind;
  Left.At = X.at(50, "}");
  X.Told.Path = {Opened, Stored, Used, May, Left};
  Story S = tell(X.about());
  std::vector<std::string> Texts{S.Headline.Text};
  for (const Line &L : S.Notes)
    Texts.push_back(L.Text);
  std::vector<std::string> Expected{
      "'conn' is not closed when 'work' throws; PQfinish is needed on that "
      "path",
      "'conn' is opened here by 'PQconnectdb'",
      "'work' may throw: its body reaches a throw",
      "'work' can throw here",
      "and 2 more calls may throw while it is open",
      "the exception leaves 'load' here"};
  EXPECT_EQ(Texts, Expected);
}

TEST(Story, DoesNotRepeatTheHeadline) {
  Example X;
  X.Told.Text = Message::LeakOnReturn;
  X.Told.Leaving = Leave::Return;
  WitnessEvent Left = X.event(WitnessEvent::Left);
  Left.Leaving = Leave::Return;
  X.Told.Path = {Left};
  EXPECT_TRUE(tell(X.about()).Notes.empty());
}

TEST(Story, TestOfTheOpeningIsNoStepOfItsOwn) {
  Example X;
  X.Told.Text = Message::LeakFailedOpen;
  WitnessEvent Failed = X.event(WitnessEvent::OpenFailed, "PQconnectdb");
  Failed.At = X.Told.Session.OpenedAt;
  WitnessEvent Tested = X.event(WitnessEvent::BranchTaken);
  Tested.At = X.at(40, "PQconnectdb(info) == NULL");
  WitnessEvent Other = X.event(WitnessEvent::BranchTaken);
  Other.At = X.at(41, "PQstatus(conn)");
  X.Told.Path = {Failed, Tested, Other};
  Story S = tell(X.about());
  ASSERT_EQ(S.Notes.size(), 2u);
  EXPECT_EQ(S.Notes[1].Text, "assuming 'PQstatus(conn)' is false");
}

TEST(Story, NamesTheInstantiation) {
  Example X;
  X.Told.Text = Message::LeakOnReturn;
  X.Told.In = X.function("load<int>");
  Story S = tell(X.about());
  ASSERT_EQ(S.Notes.size(), 1u);
  EXPECT_EQ(S.Notes[0].Text, "seen in the instantiation 'load<int>'");
}

} // namespace
