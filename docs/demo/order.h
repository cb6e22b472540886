// One order as it stands in a line of the file: "article;amount".
#ifndef ORDER_H
#define ORDER_H

#include <string>

struct Order {
  std::string Article;
  int Amount = 0;
};

/// Throws std::invalid_argument when the line is not an order.
Order parseOrder(const std::string &Line);

#endif
