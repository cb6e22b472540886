//===- BudgetTest.cpp - Big functions end, and say when they gave up ------===//
//
// Generated functions: long, wide, deep. All figures are counts of steps, so
// that a slow machine changes nothing.
//
//===----------------------------------------------------------------------===//
#include "SolvedText.h"
#include <gtest/gtest.h>

using namespace session;

namespace {

const char *const Head = R"(
func @PQconnectdb c system (const char *) -> PGconn *
func @PQfinish c system (PGconn *)
func @PQstatus c system (const PGconn *) -> int
func @work c (int) -> int
func @mayThrow (int)
type PGconn name "pg_conn"
graph @f(n: int) {
  c = call @PQconnectdb("x") #1
)";
/// The same, where it is asked at once whether it worked.
const char *const Asked = R"(
  branch c ? there : absent #1
absent:
  return
there:
  status = call @PQstatus(c) #1
  branch status ? failed : works #1
failed:
  call @PQfinish(c) #1
  return
works:
)";
const char *const Close = "  call @PQfinish(c) #5\n";
const char *const Tail = "  dead c for Return #20\n}\n";

/// if (work(i)) s = i;   Count times.
std::string diamonds(unsigned Count) {
  std::string Text;
  for (unsigned I = 0; I < Count; ++I) {
    std::string N = std::to_string(I);
    Text += "  t = call @work(" + N + ") #2\n  branch t ? y" + N + " : n" + N +
            " #2\ny" + N + ":\n  s = " + N + " #2\nn" + N + ":\n";
  }
  return Text;
}

/// if (work(i)) return;   Count times, each forgetting the session.
std::string earlyReturns(unsigned Count, bool Closing) {
  std::string Text;
  for (unsigned I = 0; I < Count; ++I) {
    std::string N = std::to_string(I);
    Text += "  t = call @work(" + N + ") #2\n  branch t ? r" + N + " : k" + N +
            " #2\nr" + N + ":\n" + (Closing ? Close : "") +
            "  dead c for Return #" + std::to_string(1000 + I) +
            "\n  return\nk" + N + ":\n";
  }
  return Text;
}

std::string flags(unsigned Count) {
  std::string Text;
  for (unsigned I = 0; I < Count; ++I) {
    std::string N = std::to_string(I), Flag = "f" + N;
    Text += "  " + Flag + " = 0 #2\n  t = call @work(" + N +
            ") #2\n  branch t ? y" + N + " : n" + N + " #2\ny" + N + ":\n  " +
            Flag + " = 1 #2\nn" + N + ":\n";
  }
  for (unsigned I = 0; I < Count; ++I) {
    std::string N = std::to_string(I);
    Text += "  branch f" + N + " ? w" + N + " : x" + N + " #3\nw" + N +
            ":\n  t = call @work(1) #3\nx" + N + ":\n";
  }
  return Text;
}

SolvedProgram solved(const std::string &Body, Budget Limits = {}) {
  return SolvedProgram(parsedText(Head + Body + Tail, "generated"), {}, Limits);
}

using Findings = std::set<std::string>;

TEST(Budget, TwoThousandBranches) {
  SolvedProgram Fine = solved(diamonds(2000) + Close);
  EXPECT_EQ(Fine.Results.front().Stopped, GaveUp::None);
  EXPECT_EQ(Fine.findings(), Findings{});
  // Some 4,000 blocks, each visited a few times in each state.
  EXPECT_LT(Fine.Results.front().Steps, 40000u);
  SolvedProgram Lost = solved(Asked + diamonds(2000));
  EXPECT_EQ(Lost.findings(), Findings{"f: leak return #20"});
}

TEST(Budget, TwoThousandBranchesUnasked) {
  EXPECT_EQ(solved(diamonds(7)).findings(), Findings{"f: leak return #20"});
  EXPECT_EQ(solved(diamonds(2000)).findings(), Findings{"f: leak return #20"});
}

TEST(Budget, ATestBeforeManyBranchesAndAfterThem) {
  // The way into the branches that is tried first does not lead out of them.
  const std::string Before = "  branch n ? go : stay #2\ngo:\n  a = 1 #2\n"
                             "stay:\n";
  const std::string After =
      "  branch n ? no : yes #2\nno:\n  call @PQfinish(c) #4\n"
      "  dead c for Return #3\n  return\nyes:\n";
  EXPECT_EQ(solved(Before + diamonds(300) + After).findings(),
            Findings{"f: leak return #20"});
}

TEST(Budget, TwoThousandReturns) {
  SolvedProgram Fine = solved(earlyReturns(2000, true) + Close);
  EXPECT_EQ(Fine.Results.front().Stopped, GaveUp::None);
  EXPECT_EQ(Fine.findings(), Findings{});
  // One finding a session and cause, at the first of them.
  SolvedProgram Lost = solved(earlyReturns(2000, false) + Close);
  EXPECT_EQ(Lost.findings(), Findings{"f: leak return #1000"});
}

TEST(Budget, TenThousandInstructions) {
  std::string Body;
  for (unsigned I = 0; I < 10000; ++I) {
    std::string N = std::to_string(I % 50);
    Body += "  v" + N + " = " + std::to_string(I) + " #2\n";
  }
  SolvedProgram Fine = solved(Body + Close);
  EXPECT_EQ(Fine.Results.front().Stopped, GaveUp::None);
  EXPECT_EQ(Fine.findings(), Findings{});
  EXPECT_EQ(solved(Body).findings(), Findings{"f: leak return #20"});
}

TEST(Budget, TwoThousandCallsThatMayThrow) {
  std::string Body;
  for (unsigned I = 0; I < 2000; ++I)
    Body +=
        "  call @mayThrow(1) #" + std::to_string(100 + I) + " unwind lpad\n";
  std::string Rest = std::string(Close) +
                     "  dead c for Return #20\n  return\n" +
                     "lpad:\n  dead c for Unwind #21\n  resume\n}\n";
  SolvedProgram Lost(parsedText(Head + Body + Rest, "generated"));
  EXPECT_EQ(Lost.Results.front().Stopped, GaveUp::None);
  EXPECT_EQ(Lost.findings(), Findings{"f: leak unwinding #100"});
  EXPECT_EQ(Lost.Results.front().Violations.size(), 1u);
}

TEST(Budget, FortyFlags) {
  SolvedProgram Fine = solved(flags(40) + Close);
  EXPECT_EQ(Fine.Results.front().Stopped, GaveUp::None);
  EXPECT_EQ(Fine.findings(), Findings{});
  EXPECT_EQ(solved(Asked + flags(40)).findings(),
            Findings{"f: leak return #20"});
}

TEST(Budget, ManySessionsInOneFunction) {
  std::string Body;
  for (unsigned I = 0; I < 60; ++I) {
    std::string N = std::to_string(I);
    Body += "  c" + N + " = call @PQconnectdb(\"x\") #2\n";
  }
  for (unsigned I = 0; I < 60; ++I)
    Body += "  call @PQfinish(c" + std::to_string(I) + ") #3\n";
  SolvedProgram Fine = solved(Body + Close);
  EXPECT_EQ(Fine.Results.front().Stopped, GaveUp::None);
  EXPECT_EQ(Fine.Results.front().Sessions, 61u);
  EXPECT_EQ(Fine.findings(), Findings{});
}

TEST(Budget, RunningOutOfStepsIsSaid) {
  Budget Limits;
  Limits.StepsPerSession = 50;
  SolvedProgram Cut = solved(diamonds(200) + Close, Limits);
  EXPECT_EQ(Cut.Results.front().Stopped, GaveUp::Steps);
  EXPECT_EQ(solved(diamonds(10) + Close, Limits).Results.front().Stopped,
            GaveUp::None);
}

TEST(Budget, WhatWasFoundBeforeItRanOutStands) {
  Budget Limits;
  Limits.StepsPerSession = 50;
  SolvedProgram Cut =
      solved(earlyReturns(3, false) + diamonds(200) + Close, Limits);
  EXPECT_EQ(Cut.Results.front().Stopped, GaveUp::Steps);
  EXPECT_EQ(Cut.findings(), Findings{"f: leak return #1000"});
}

TEST(Budget, RunningOutOfStatesNeverInventsALeak) {
  for (unsigned States = 1; States < 6; ++States) {
    Budget Limits;
    Limits.StatesPerPoint = States;
    EXPECT_EQ(solved(flags(6) + Close, Limits).findings(), Findings{});
  }
}

TEST(Budget, AFunctionWithErrorsIsNotJudged) {
  SolvedProgram Broken(
      parsedText("func @PQconnectdb c system (const char *) -> PGconn *\n"
                 "type PGconn name \"pg_conn\"\n"
                 "graph @f errors {\n  c = call @PQconnectdb(\"x\") #1\n"
                 "  dead c for Return #20\n}\n",
                 "generated"));
  EXPECT_EQ(Broken.of("f").Stopped, GaveUp::Errors);
  EXPECT_EQ(Broken.findings(), Findings{});
}

TEST(Budget, LongChainsOfHelpers) {
  std::string Text = "func @PQfinish c system (PGconn *)\n"
                     "func @PQconnectdb c system (const char *) -> PGconn *\n"
                     "type PGconn name \"pg_conn\"\n"
                     "graph @close0(c: PGconn *) {\n  call @PQfinish(c) #1\n}\n"
                     "graph @open0() -> PGconn * {\n"
                     "  return = call @PQconnectdb(\"x\") #1\n}\n";
  const unsigned Depth = 300;
  for (unsigned I = 1; I <= Depth; ++I) {
    std::string N = std::to_string(I), Below = std::to_string(I - 1);
    Text += "graph @close" + N + "(c: PGconn *) {\n  call @close" + Below +
            "(c) #1\n}\ngraph @open" + N + "() -> PGconn * {\n" +
            "  return = call @open" + Below + "() #1\n}\n";
  }
  std::string Last = std::to_string(Depth);
  Text += "graph @fine {\n  c = call @open" + Last + "() #1\n  call @close" +
          Last + "(c) #2\n}\ngraph @lost {\n  c = call @open" + Last +
          "() #1\n  dead c for Return #20\n}\n" +
          "graph @twice {\n  c = call @open" + Last + "() #1\n  call @close" +
          Last + "(c) #2\n  call @close" + Last + "(c) #3\n}\n";
  EXPECT_EQ(SolvedProgram(parsedText(Text, "generated")).findings(),
            (Findings{"lost: leak return #20", "twice: closed twice #3"}));
}

} // namespace
