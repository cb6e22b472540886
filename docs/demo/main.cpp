#include "audit.h"
#include "orders.h"
#include "prices.h"
#include <exception>
#include <iostream>

int main(int Argc, char **Argv) {
  if (Argc != 2) {
    std::cerr << "usage: order-import CONNINFO < orders\n";
    return 2;
  }
  try {
    AuditLog_fixed Log("audit.db");
    Log.write("prices known: " + std::to_string(count_prices_fixed("prices.db")));
    int Count = importOrders_fixed(Argv[1], std::cin);
    Log.write("orders: " + std::to_string(Count));
    return Count >= 0 && closeBooks_fixed(Argv[1]) ? 0 : 1;
  } catch (const std::exception &Problem) {
    std::cerr << "order-import: " << Problem.what() << "\n";
    return 1;
  }
}
